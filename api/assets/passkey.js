// @ts-check
// An account whose key is a passkey of this device, for people without a wallet. The service makes the account and
// says what the passkey signs; the key never leaves the authenticator.

import { ask, post } from "./service.js";

const STORED = "palabre-passkey";

/** @typedef {{ account: string, credential: string }} Stored */

/** @returns {Stored | undefined} */
function stored() {
  try {
    return JSON.parse(localStorage.getItem(STORED) || "null") || undefined;
  } catch {
    return undefined;
  }
}

/** @param {ArrayBuffer} buffer */
function hex(buffer) {
  return "0x" + [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {string} text */
function bytes(text) {
  return Uint8Array.from(text.slice(2).match(/../g) || [], (pair) => parseInt(pair, 16));
}

/** Passkeys belong to a name: an address of numbers has none. */
function available() {
  const isNumber = /^[\d.]+$|:/.test(location.hostname);
  return window.isSecureContext && "PublicKeyCredential" in window && !isNumber;
}

/**
 * What this browser can offer beside wallets: the passkey that was used here, or a known or new one.
 * @param {DOMStringMap} words
 * @param {number} wallets how many there are
 */
export function passkeys(words, wallets) {
  const known = stored();
  if (!available() || (wallets > 0 && !known)) return [];
  const offer = (/** @type {string} */ name, /** @type {() => Promise<Stored>} */ open) => ({
    info: { uuid: name, name },
    provider: { request: async () => [(await open()).account] },
    sign: signDigest,
  });
  if (known) return [offer(words.textPasskey || "", async () => known)];
  const make = () => create(words.passkeys || "", document.title);
  return [offer(words.textNewPasskey || "", make), offer(words.textPasskey || "", find)];
}

/**
 * @param {string} path
 * @param {string} name
 * @returns {Promise<Stored>}
 */
async function create(path, name) {
  const credential = /** @type {PublicKeyCredential} */ (
    await navigator.credentials.create({
      publicKey: {
        challenge: crypto.getRandomValues(new Uint8Array(32)),
        rp: { name: "Palabre" },
        user: { id: crypto.getRandomValues(new Uint8Array(16)), name, displayName: name },
        pubKeyCredParams: [{ type: "public-key", alg: -7 }],
        authenticatorSelection: { residentKey: "required", userVerification: "required" },
      },
    })
  );
  const response = /** @type {AuthenticatorAttestationResponse} */ (credential.response);
  const key = response.getPublicKey();
  if (!key) throw new Error("this passkey shows no public key");
  const id = hex(credential.rawId);
  const made = await post(path, { public_key: hex(key), credential_id: id });
  if (made.intent) await mined(made.intent.intent_id);
  return keep({ account: made.account, credential: id });
}

/** @param {string} id */
async function mined(id) {
  for (;;) {
    const intent = await ask(`/api/v1/relay/${id}?wait=20`, { cache: "no-store" });
    if (intent.state === "mined") return;
    if (intent.final) throw new Error(`${intent.reason?.detail}. ${intent.reason?.next_step}`);
  }
}

/** @returns {Promise<Stored>} */
async function find() {
  const credential = await assertion(crypto.getRandomValues(new Uint8Array(32)), []);
  const id = hex(credential.rawId);
  const { account } = await ask(`/api/v1/relay/passkeys/${id}`, {});
  return keep({ account, credential: id });
}

/** @param {Stored} found */
function keep(found) {
  localStorage.setItem(STORED, JSON.stringify(found));
  return found;
}

/**
 * @param {Uint8Array<ArrayBuffer>} challenge
 * @param {PublicKeyCredentialDescriptor[]} allowCredentials
 */
async function assertion(challenge, allowCredentials) {
  const publicKey = { challenge, allowCredentials, userVerification: /** @type {const} */ ("required") };
  return /** @type {PublicKeyCredential} */ (await navigator.credentials.get({ publicKey }));
}

/**
 * @param {string} digest
 * @returns {Promise<string>}
 */
async function signDigest(digest) {
  const { account, credential } = /** @type {Stored} */ (stored());
  const { challenge } = await post("/api/v1/relay/passkeys/challenge", { account, digest });
  const signed = await assertion(bytes(challenge), [{ type: "public-key", id: bytes(credential) }]);
  const response = /** @type {AuthenticatorAssertionResponse} */ (signed.response);
  const { signature } = await post("/api/v1/relay/passkeys/signature", {
    authenticator_data: hex(response.authenticatorData),
    client_data_json: hex(response.clientDataJSON),
    signature: hex(response.signature),
  });
  return signature;
}
