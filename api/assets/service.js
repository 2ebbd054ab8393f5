// @ts-check
// How pages ask the service.

/**
 * @param {string} url
 * @param {unknown} body
 */
export function post(url, body) {
  return ask(url, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
}

/**
 * @param {string} url
 * @param {RequestInit} request
 */
export async function ask(url, request) {
  const response = await fetch(url, { ...request, credentials: "same-origin" });
  const answer = response.status === 204 ? {} : await response.json();
  // A problem says what happened and what to do next.
  if (!response.ok) throw new Error(`${answer.detail}. ${answer.next_step}`);
  return answer;
}
