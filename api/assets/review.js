// @ts-check
// The review by keyboard: while something in the list has the focus, j and k go to the next contribution and the one
// before, and c to its button. Typing in a field is left alone.

const items = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-items] [data-item]")]);

document.querySelector("[data-items]")?.addEventListener("keydown", (event) => {
  const { key, altKey, ctrlKey, metaKey, target } = /** @type {KeyboardEvent} */ (event);
  const typing = target instanceof HTMLInputElement && target.type !== "radio";
  if (altKey || ctrlKey || metaKey || typing || target instanceof HTMLTextAreaElement) return;
  const at = items.findIndex((item) => item.contains(/** @type {Node} */ (target)));
  if (key === "j") go(items[Math.min(at + 1, items.length - 1)]);
  else if (key === "k") go(items[Math.max(at - 1, 0)]);
  else if (key === "c") go(/** @type {HTMLElement | null} */ (items[at]?.querySelector("button[data-confirm]")));
  else return;
  event.preventDefault();
});

/** @param {HTMLElement | null | undefined} place */
function go(place) {
  place?.focus();
  place?.scrollIntoView({ block: "nearest" });
}
