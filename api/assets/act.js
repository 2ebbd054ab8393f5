// @ts-check
// What a member does on a page: ask the service to prepare, show the sentence, have it signed, submit, wait.
// Every section with `data-act` says what to prepare, or what to ask for directly because nobody signs it; the words
// it may need are in its data attributes.

import { complete, read } from "./form.js";
import { passkeys } from "./passkey.js";
import { ask, post } from "./service.js";
import { account, sign, signText, useChain, wallets } from "./wallet.js";

/** @typedef {import("./wallet.js").Wallet & { sign?: (digest: string) => Promise<string> }} Wallet */

// The service answers as soon as something happens, or after so many seconds.
const WAIT = 20;
const POLLS = 6;

for (const section of document.querySelectorAll("[data-act]")) ready(/** @type {HTMLElement} */ (section));

/** @param {HTMLElement} section */
function ready(section) {
  section.hidden = false;
  for (const button of section.querySelectorAll("button[data-body]")) {
    button.addEventListener("click", () => void act(section, /** @type {HTMLElement} */ (button)));
  }
}

/**
 * One act from the first click to its last status.
 * @param {HTMLElement} section
 * @param {HTMLElement} button
 */
async function act(section, button) {
  if (!complete(section, button.dataset.for)) return;
  busy(section, true);
  try {
    const body = asked(section, button);
    if (section.dataset.visit) return await visit(section);
    const direct = button.dataset.direct || section.dataset.direct;
    const answer = direct ? await post(direct, body) : await signed(section, body);
    // What goes to the chain is an intent; what the service keeps itself is done at once.
    if (answer?.intent_id) await follow(section, answer.intent_id);
    else if (answer) done(section, answer);
  } catch (problem) {
    fail(section, problem);
  } finally {
    busy(section, false);
  }
}

/**
 * Has a wallet sign what the service prepares, and submits it; nothing when the person does not want to.
 * @param {HTMLElement} section
 * @param {Record<string, unknown>} body
 */
async function signed(section, body) {
  const words = section.dataset;
  const wallet = await chooseWallet(section);
  if (!wallet) return say(section, words.textNoWallet);
  say(section, words.textConnect);
  const signer = await account(wallet.provider);
  const prepared = await post(words.prepare + "/prepare", { ...body, wallet: signer });
  effects(section, prepared.proposal);
  if (!(await agree(section, prepared.sentence))) return say(section, words.textCancelled);
  // What goes to no contract is a text, which wallets sign on any chain.
  if (!wallet.sign && prepared.typed_data) await onChain(wallet, prepared.typed_data.domain, section);
  say(section, words.textSign);
  const plain = () => signText(wallet.provider, signer, prepared.message);
  const typed = () => sign(wallet.provider, signer, prepared.typed_data);
  const own = prepared.typed_data ? typed : plain;
  const signature = await (wallet.sign ? wallet.sign(prepared.digest) : own());
  say(section, words.textSend);
  return post(prepared.submit.path, { ...prepared.submit.body, signature });
}

/**
 * What the section, its fields and the button say together.
 * @param {HTMLElement} section
 * @param {HTMLElement} button
 */
function asked(section, button) {
  const body = { ...JSON.parse(section.dataset.body || "{}"), ...JSON.parse(button.dataset.body || "{}") };
  return read(section, button.dataset.for, body);
}

/**
 * Goes to the page about the account of a wallet.
 * @param {HTMLElement} section
 */
async function visit(section) {
  const wallet = await chooseWallet(section);
  if (!wallet) return say(section, section.dataset.textNoWallet);
  location.href = section.dataset.visit + (await account(wallet.provider));
}

/**
 * What a proposal would do, call by call, before anybody signs it.
 * @param {HTMLElement} section
 * @param {{ calls_decoded: any[] } | undefined} proposal
 */
function effects(section, proposal) {
  const list = /** @type {HTMLElement} */ (section.querySelector("[data-effects]"));
  const { textWorks = "", textFails = "" } = section.dataset;
  const items = (proposal?.calls_decoded || []).map((call) => {
    const item = document.createElement("li");
    const said = [call.call?.sentence, call.warning].filter(Boolean).map(spoken);
    const works = call.would_succeed === null ? "" : call.would_succeed ? textWorks : textFails;
    item.textContent = [...said, works && `(${works})`, call.reason].filter(Boolean).join(" ");
    return item;
  });
  list.replaceChildren(...items);
  list.hidden = items.length === 0;
}

/** @param {Record<string, string>} sentence */
function spoken(sentence) {
  return sentence[document.documentElement.lang] || sentence.en;
}

/**
 * The only wallet, or the one that the person picks.
 * @param {HTMLElement} section
 * @returns {Promise<Wallet | undefined>}
 */
export async function chooseWallet(section) {
  const found = wallets();
  /** @type {Wallet[]} */
  const choices = [...found, ...passkeys(section.dataset, found.length)];
  if (choices.length < 2) return choices[0];
  say(section, section.dataset.textChoose);
  return choose(section, choices.map((wallet) => [wallet.info.name, wallet]));
}

/**
 * Shows the sentence and waits for the person to agree.
 * @param {HTMLElement} section
 * @param {Record<string, string>} sentence
 * @returns {Promise<boolean | undefined>}
 */
async function agree(section, sentence) {
  const quote = /** @type {HTMLElement} */ (section.querySelector("[data-sentence]"));
  quote.textContent = spoken(sentence);
  quote.hidden = false;
  say(section, section.dataset.textRead);
  return choose(section, [
    [section.dataset.textAgree || "", true],
    [section.dataset.textCancel || "", false],
  ]);
}

/**
 * Offers buttons and answers with the value of the one that was pressed.
 * @template T
 * @param {HTMLElement} section
 * @param {[string, T][]} choices
 * @returns {Promise<T>}
 */
export function choose(section, choices) {
  const place = /** @type {HTMLElement} */ (section.querySelector("[data-choices]"));
  return new Promise((resolve) => {
    const buttons = choices.map(([label, value], position) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = label;
      button.className = position === 0 ? "" : "plain";
      button.addEventListener("click", () => {
        place.replaceChildren();
        resolve(value);
      });
      return button;
    });
    place.replaceChildren(...buttons);
    buttons[0]?.focus();
  });
}

/**
 * @param {Wallet} wallet
 * @param {{ chainId: number | string }} domain
 * @param {HTMLElement} section
 */
async function onChain(wallet, domain, section) {
  const { chainName = "", rpcUrl = "", textChain } = section.dataset;
  try {
    await useChain(wallet.provider, Number(domain.chainId), chainName, rpcUrl);
  } catch (problem) {
    throw new Error(`${textChain} (${message(problem)})`);
  }
}

/**
 * Waits until the chain has it, or says why not.
 * @param {HTMLElement} section
 * @param {string} id
 */
async function follow(section, id) {
  say(section, section.dataset.textWait);
  for (let turn = 0; turn < POLLS; turn++) {
    const intent = await ask(`/api/v1/relay/${id}?wait=${WAIT}`, { cache: "no-store" });
    if (intent.state === "mined") return done(section);
    if (intent.final) throw new Error(`${intent.reason?.detail}. ${intent.reason?.next_step}`);
  }
  say(section, section.dataset.textLate);
}

/**
 * @param {HTMLElement} section
 * @param {{ page?: string, edit_key?: string }} [answer]
 */
function done(section, answer = {}) {
  const { textDone, textKey } = section.dataset;
  say(section, answer.edit_key ? `${textKey} ${answer.edit_key}` : textDone);
  const place = /** @type {HTMLElement} */ (section.querySelector("[data-choices]"));
  const link = document.createElement("a");
  link.className = "button";
  link.href = answer.page || section.dataset.then || location.pathname;
  link.textContent = section.dataset.textSee || "";
  place.replaceChildren(link);
  link.focus();
}

/**
 * @param {HTMLElement} section
 * @param {unknown} problem
 */
export function fail(section, problem) {
  // 4001: the person said no in the wallet.
  const refused = /** @type {any} */ (problem).code === 4001;
  say(section, refused ? section.dataset.textCancelled : `${section.dataset.textFailed} ${message(problem)}`);
}

/**
 * @param {unknown} problem
 * @returns {string}
 */
function message(problem) {
  return /** @type {any} */ (problem).message || String(problem);
}

/**
 * @param {HTMLElement} section
 * @param {string | undefined} text
 */
export function say(section, text) {
  const status = section.querySelector("[data-status]");
  if (status) status.textContent = text || "";
}

/**
 * @param {HTMLElement} section
 * @param {boolean} on
 */
export function busy(section, on) {
  section.setAttribute("aria-busy", String(on));
  for (const button of section.querySelectorAll("button[data-body]")) {
    /** @type {HTMLButtonElement} */ (button).disabled = on;
  }
  if (on) section.querySelector("[data-choices]")?.replaceChildren();
}
