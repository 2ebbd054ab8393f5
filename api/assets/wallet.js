// @ts-check
// Wallets of the browser, found by EIP-6963, and what we ask of them. Nothing here knows Palabre.

/**
 * @typedef {{ request(call: { method: string, params?: unknown }): Promise<any> }} Provider
 * @typedef {{ info: { uuid: string, name: string }, provider: Provider }} Wallet
 */

/** @type {Map<string, Wallet>} */
const found = new Map();

window.addEventListener("eip6963:announceProvider", (event) => {
  const wallet = /** @type {CustomEvent<Wallet>} */ (event).detail;
  found.set(wallet.info.uuid, wallet);
});
window.dispatchEvent(new Event("eip6963:requestProvider"));

/**
 * The wallets that answered; wallets from before EIP-6963 are taken as they are.
 * @returns {Wallet[]}
 */
export function wallets() {
  const old = /** @type {any} */ (window).ethereum;
  if (found.size === 0 && old) return [{ info: { uuid: "window", name: "Wallet" }, provider: old }];
  return [...found.values()];
}

/**
 * Asks the person to show an account.
 * @param {Provider} provider
 * @returns {Promise<string>}
 */
export async function account(provider) {
  const accounts = await provider.request({ method: "eth_requestAccounts" });
  if (!accounts[0]) throw new Error("no account");
  return accounts[0];
}

/**
 * Puts the wallet on a chain: many wallets refuse typed data of a chain that they are not on.
 * @param {Provider} provider
 * @param {number} chainId
 * @param {string} name
 * @param {string} rpcUrl empty when nobody said where the chain answers
 */
export async function useChain(provider, chainId, name, rpcUrl) {
  const id = "0x" + chainId.toString(16);
  if (Number(await provider.request({ method: "eth_chainId" })) === chainId) return;
  try {
    await provider.request({ method: "wallet_switchEthereumChain", params: [{ chainId: id }] });
  } catch (problem) {
    // 4902: the wallet does not know the chain. Other refusals are the person's, and adding would not help.
    if (/** @type {any} */ (problem).code !== 4902 || !rpcUrl) throw problem;
    const currency = { name: "Ether", symbol: "ETH", decimals: 18 };
    const chain = { chainId: id, chainName: name, rpcUrls: [rpcUrl], nativeCurrency: currency };
    await provider.request({ method: "wallet_addEthereumChain", params: [chain] });
  }
}

/**
 * Asks the person to sign typed data.
 * @param {Provider} provider
 * @param {string} signer
 * @param {unknown} typedData
 * @returns {Promise<string>}
 */
export function sign(provider, signer, typedData) {
  return provider.request({ method: "eth_signTypedData_v4", params: [signer, JSON.stringify(typedData)] });
}

/**
 * Asks the person to sign a text.
 * @param {Provider} provider
 * @param {string} signer
 * @param {string} text
 * @returns {Promise<string>}
 */
export function signText(provider, signer, text) {
  const bytes = [...new TextEncoder().encode(text)].map((byte) => byte.toString(16).padStart(2, "0"));
  return provider.request({ method: "personal_sign", params: ["0x" + bytes.join(""), signer] });
}
