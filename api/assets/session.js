// @ts-check
// Signing in with a wallet, and requests that buttons and forms make in the name of who is signed in.

import { busy, choose, chooseWallet, fail, say } from "./act.js";
import { complete, read } from "./form.js";
import { ask, post } from "./service.js";
import { account, signText } from "./wallet.js";

for (const section of document.querySelectorAll("[data-sign-in]")) {
  const place = /** @type {HTMLElement} */ (section);
  place.hidden = false;
  place.querySelector("button")?.addEventListener("click", () => void run(place, () => signIn(place)));
}

for (const element of document.querySelectorAll("form[data-request]")) {
  const form = /** @type {HTMLFormElement} */ (element);
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void run(form, () => request(form));
  });
}

/**
 * @param {HTMLElement} section
 * @param {() => Promise<void>} what
 */
async function run(section, what) {
  busy(section, true);
  try {
    await what();
  } catch (problem) {
    fail(section, problem);
  } finally {
    busy(section, false);
  }
}

/**
 * Shows the text that the wallet signs, and has it signed once the person agrees.
 * @param {HTMLElement} section
 */
async function signIn(section) {
  const words = section.dataset;
  const wallet = await chooseWallet(section);
  if (!wallet) return say(section, words.textNoWallet);
  say(section, words.textConnect);
  const signer = await account(wallet.provider);
  const prepared = await post("/api/v1/session/prepare", { wallet: signer });
  const shown = /** @type {HTMLElement} */ (section.querySelector("[data-text]"));
  shown.textContent = prepared.message;
  shown.hidden = false;
  say(section, words.textRead);
  const agreed = await choose(section, [
    [words.textAgree || "", true],
    [words.textCancel || "", false],
  ]);
  if (!agreed) return say(section, words.textCancelled);
  say(section, words.textSign);
  const plain = () => signText(wallet.provider, signer, prepared.message);
  const signature = await (wallet.sign ? wallet.sign(prepared.digest) : plain());
  await post("/api/v1/session", { message: prepared.message, signature });
  location.assign(words.then || location.pathname);
}

/**
 * Makes the request of a form. What is shown once stays until the person goes on.
 * @param {HTMLFormElement} form
 */
async function request(form) {
  if (!complete(form, undefined)) return;
  const { method = "POST", path = "", body, secret, textOnce, textGoOn, textSure } = form.dataset;
  if (textSure) {
    say(form, textSure);
    const sure = await choose(form, [
      [form.dataset.textYes || "", true],
      [form.dataset.textCancel || "", false],
    ]);
    if (!sure) return say(form, "");
  }
  const sent = read(form, undefined, JSON.parse(body || "{}"));
  const headers = { "Content-Type": "application/json" };
  const withBody = ["POST", "PUT", "PATCH"].includes(method);
  const answer = await ask(path, { method, ...(withBody && { headers, body: JSON.stringify(sent) }) });
  if (!secret) return location.reload();
  const shown = /** @type {HTMLElement} */ (form.querySelector("[data-text]"));
  shown.textContent = answer[secret];
  shown.hidden = false;
  say(form, textOnce);
  await choose(form, [[textGoOn || "", true]]);
  location.reload();
}
