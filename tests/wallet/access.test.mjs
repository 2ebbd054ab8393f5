// Signing in with a wallet, and acts of members beside voting, on the real program and the real contracts.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {Wallet} from 'ethers';
import {Palabre, sign} from './node.mjs';

class Demo extends Palabre {
  static command = 'demo';
}
let palabre, member, community = 'manual';

before(async () => {
  palabre = await Demo.start();
  member = Wallet.createRandom();
  const invitation = new URL(palabre.links[0]).searchParams.get('invitation');
  await palabre.act(member, community, 'join', {invitation});
});

after(() => palabre.stop());

/** Any request, with what a browser would send. */
async function ask(method, path, {cookie, body, ...headers} = {}) {
  const answer = await fetch(`${palabre.pages}/api/v1${path}`, {
    method, headers: {...(cookie && {cookie}), ...(body && {'content-type': 'application/json'}), ...headers},
    body: body && JSON.stringify(body),
  });
  const text = await answer.text();
  const cookies = answer.headers.getSetCookie().map(line => line.split(';')[0]).filter(pair => !pair.endsWith('='));
  return {status: answer.status, cookies, json: text && JSON.parse(text)};
}

async function signIn(wallet) {
  const prepared = await ask('POST', '/session/prepare', {body: {wallet: wallet.address}, 'accept-language': 'fr'});
  const {message} = prepared.json;
  const signature = await wallet.signMessage(message);
  const answer = await ask('POST', '/session', {body: {message, signature}, cookie: prepared.cookies[0]});
  return {message, answer, cookie: answer.cookies[0], browser: prepared.cookies[0], signature};
}

test('a member signs in, is known with their roles, and signs out', async () => {
  const {message, answer, cookie} = await signIn(member);
  assert.match(message, /wants you to sign in with your Ethereum account:\n0x[0-9a-fA-F]{40}\n\nJe me connecte/);
  assert.equal(answer.status, 201, JSON.stringify(answer.json));
  const me = await ask('GET', '/session', {cookie});
  assert.deepEqual(me.json.memberships, [{community, member_id: 9, roles: [], suspended: false}]);
  const refused = await ask('DELETE', '/session', {cookie});
  assert.equal(refused.json.code, 'cross_site_request');
  const out = await ask('DELETE', '/session', {cookie, 'x-csrf-token': me.json.csrf_token});
  assert.equal(out.status, 204);
  assert.equal((await ask('GET', '/session', {cookie})).status, 401);
});

test('a signature opens one session, in the browser that asked', async () => {
  const first = await signIn(member);
  const body = {message: first.message, signature: first.signature};
  assert.equal((await ask('POST', '/session', {body, cookie: first.browser})).json.code, 'nonce_void');
  const other = await signIn(member);
  assert.equal((await ask('POST', '/session', {body, cookie: other.browser})).json.code, 'nonce_void');
});

test('a member renounces money, lends both kinds of votes, and says that they are here', async () => {
  await palabre.act(member, community, 'set-unpaid', {unpaid: true});
  const {items} = await palabre.get(`/communities/${community}/members`);
  for (const votes of ['membership', 'reputation']) {
    await palabre.act(member, community, 'delegate', {delegatee: items[0].wallet, votes});
  }
  const {prepared, intent} = await palabre.act(member, community, 'wake');
  assert.match(prepared.sentence.fr, /toujours là/);
  assert.equal(intent.state, 'mined');
  assert.ok((await ask('GET', '/relay')).json.balance);
});

test('a member moves to a new wallet, which then votes and the old one does not', async () => {
  const next = Wallet.createRandom();
  const prepared = await palabre.post(`/communities/${community}/relay/rotate/prepare`, {from: member.address, to: next.address});
  const [signature, new_signature] = [await sign(member, prepared.typed_data), await sign(next, prepared.typed_data)];
  const intent = await palabre.post(prepared.submit.path, {...prepared.submit.body, signature, new_signature});
  await palabre.settled(intent);
  await assert.rejects(palabre.act(member, community, 'wake'), error => error.problem.code === 'not_member');
  await palabre.act(next, community, 'wake');
  const {cookie} = await signIn(next);
  assert.equal((await ask('GET', '/session', {cookie})).json.memberships[0].member_id, 9);
});

test('each change of an act is streamed until it is in a block', async () => {
  const visitor = Wallet.createRandom();
  const invitation = new URL(palabre.links[0]).searchParams.get('invitation');
  const {intent} = await palabre.act(visitor, community, 'join', {invitation});
  const stream = await fetch(`${palabre.pages}/api/v1/relay/${intent.intent_id}/events`);
  const events = (await stream.text()).split('\n').filter(line => line.startsWith('data:'));
  assert.equal(JSON.parse(events.at(-1).slice(5)).state, 'mined');
});

test('wallets find words for what they sign', async () => {
  const descriptor = await palabre.get(`/communities/${community}/clear-signing/safeguards`);
  const prepared = await palabre.post(`/communities/${community}/relay/apply/prepare`,
    {wallet: Wallet.createRandom().address, text: 'I translate.'});
  const {domain} = descriptor.context.eip712;
  assert.equal(domain.name, prepared.typed_data.domain.name);
  assert.equal(domain.verifyingContract.toLowerCase(), prepared.typed_data.domain.verifyingContract.toLowerCase());
  const schema = descriptor.context.eip712.schemas.find(one => one.primaryType === prepared.typed_data.primaryType);
  assert.deepEqual(schema.types.SubmitApplication, prepared.typed_data.types.SubmitApplication);
});
