// @ts-check
// What people filled in, as the JSON that the service expects. The name of a field is its place: `a.b` is a field of
// an object, `a[]` one of a list. Data attributes say how a value is written.

/**
 * The fields of a section that belong to a button: those without `data-for`, and those with the button's own.
 * @param {HTMLElement} section
 * @param {string | undefined} purpose
 * @returns {HTMLInputElement[]}
 */
function fields(section, purpose) {
  const all = /** @type {NodeListOf<HTMLInputElement>} */ (section.querySelectorAll("[name]"));
  return [...all].filter((field) => !field.dataset.for || field.dataset.for === purpose);
}

/**
 * Whether everything is filled in as it should be; the browser shows what is not.
 * @param {HTMLElement} section
 * @param {string | undefined} purpose
 */
export function complete(section, purpose) {
  return fields(section, purpose).every((field) => field.reportValidity());
}

/**
 * @param {HTMLElement} section
 * @param {string | undefined} purpose
 * @param {Record<string, any>} body what is known already; fields are added
 */
export function read(section, purpose, body) {
  for (const field of fields(section, purpose)) {
    const isList = field.name.endsWith("[]");
    const path = field.name.replace("[]", "").split(".");
    const last = /** @type {string} */ (path.pop());
    const place = path.reduce((at, key) => (at[key] ??= {}), body);
    if (isList) place[last] ??= [];
    const value = valueOf(field, isList);
    if (value === undefined) continue;
    if (isList) place[last].push(value);
    else place[last] = value;
  }
  return body;
}

/**
 * @param {HTMLInputElement} field
 * @param {boolean} isList
 */
function valueOf(field, isList) {
  const { type, checked, value } = field;
  const { flag, lines, number, times } = field.dataset;
  if (type === "checkbox" && flag !== undefined) return checked ? 1 : 0;
  if (type === "checkbox" && !isList) return checked;
  if ((type === "checkbox" || type === "radio") && !checked) return undefined;
  if (lines !== undefined) return value.split("\n").map((line) => line.trim()).filter(Boolean);
  if (value.trim() === "") return type === "number" && isList ? 0 : undefined;
  if (type === "number" || number !== undefined) return Number(value) * Number(times || 1);
  return type === "checkbox" && /^\d+$/.test(value) ? Number(value) : value;
}
