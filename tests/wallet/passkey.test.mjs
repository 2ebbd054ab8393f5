// A member without a wallet: an account from a passkey, made and used in a headless Chromium with a virtual
// authenticator. Passkeys belong to names, so these pages are opened as localhost.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {AbiCoder, Contract, Interface, JsonRpcProvider, Wallet, concat} from 'ethers';
import {Browser, picture, press, shows} from './browser.mjs';
import {Palabre, sign} from './node.mjs';

const C = 'palabre';
const founder = Wallet.createRandom();
let palabre;
let browser;
let page;
let invitation;
let account;

before(async () => {
  palabre = await Palabre.start('--pilot', '--dev');
  const token = new URL(palabre.links[0]).searchParams.get('founding');
  await palabre.act(founder, C, 'join', {founding_token: token});
  const prepared = await palabre.post(`/communities/${C}/relay/invitations/prepare`, {wallet: founder.address, uses: 5, days: 7});
  const signature = await sign(founder, prepared.typed_data);
  invitation = (await palabre.post(prepared.submit.path, {...prepared.submit.body, signature})).code;
  browser = await Browser.start();
  page = await browser.page();
  const session = await page.createCDPSession();
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {options: {
    protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true,
    automaticPresenceSimulation: true,
  }});
});

after(async () => {
  assert.deepEqual(page.problems, []);
  await browser.stop();
  await palabre.stop();
});

const open = path => page.goto(`${palabre.pages.replace('127.0.0.1', 'localhost')}/c/${C}${path}`);

async function agree() {
  await press(page, 'This is what I want');
  await shows(page, 'Done.');
}

test('a newcomer without a wallet joins with a passkey', async () => {
  await open(`/join?invitation=${encodeURIComponent(invitation)}`);
  await press(page, 'Join with my wallet');
  await press(page, 'Make a passkey on this device');
  await shows(page, 'Read what you are about to sign.');
  await picture(page, 'passkey-join');
  await agree();
  const {items} = await palabre.get(`/communities/${C}/members`);
  account = items[1].wallet;
  assert.equal(items.length, 2);
  assert.ok((await palabre.rpc('eth_getCode', account, 'latest')).length > 100, 'the member is a contract');
  assert.equal(BigInt(await palabre.rpc('eth_getBalance', account, 'latest')), 0n, 'which paid nothing');
});

test('the passkey votes on chain', async () => {
  await palabre.upkeep(C, 'open');
  await palabre.pass(1);
  const {intent} = await palabre.act(founder, C, 'propose', {house: 'members', description: '# Plant a tree', template: {kind: 'text'}});
  await palabre.pass(2);
  await open(`/proposals/members/${intent.outcome.proposal_id}`);
  await press(page, 'For');
  await agree();
  const {items: [vote]} = await palabre.get(`/communities/${C}/proposals/members/${intent.outcome.proposal_id}/votes`);
  assert.deepEqual([vote.voter, vote.support], [account, 'for']);
});

test('the passkey answers a poll and lends its votes', async () => {
  await open('/polls/new?kind=approval');
  await page.type('#question', 'What shall we plant?');
  await page.type('#options', 'Apples\nPears');
  await press(page, 'Open the poll');
  await agree();
  await open('/polls/1');
  await page.click('#o2');
  await press(page, 'Answer');
  await agree();
  assert.deepEqual((await palabre.get(`/communities/${C}/polls/1`)).result.leaders, [1]);
  await open(`/account?wallet=${account}`);
  await page.type('#to-membership', founder.address);
  await press(page, 'Lend my votes');
  await agree();
});

test('on another device with the same passkey, the account is found again', async () => {
  await page.evaluate(() => localStorage.clear());
  await open('/account');
  await press(page, 'Take it from my wallet');
  await press(page, 'My passkey');
  await page.waitForNavigation();
  assert.equal(new URL(page.url()).searchParams.get('wallet').toLowerCase(), account);
  await shows(page, 'Member 2');
});

test('a signature of another passkey, or for another digest, is refused', async () => {
  const digest = '0x' + '11'.repeat(32);
  const chain = new JsonRpcProvider(palabre.rpcUrl);
  const contract = new Contract(account, ['function isValidSignature(bytes32,bytes) view returns (bytes4)', 'function challenge(bytes32) view returns (bytes32)'], chain);
  const {challenge} = await palabre.post('/relay/passkeys/challenge', {account, digest});
  assert.equal(challenge, await contract.challenge(digest));
  const stored = await page.evaluate(() => JSON.parse(localStorage.getItem('palabre-passkey')));
  const assertion = await page.evaluate(async (challenge, id) => {
    const bytes = text => Uint8Array.from(text.slice(2).match(/../g), pair => parseInt(pair, 16));
    const hex = buffer => '0x' + [...new Uint8Array(buffer)].map(byte => byte.toString(16).padStart(2, '0')).join('');
    const {response} = await navigator.credentials.get({publicKey: {
      challenge: bytes(challenge), allowCredentials: [{type: 'public-key', id: bytes(id)}], userVerification: 'required',
    }});
    return {authenticator_data: hex(response.authenticatorData), client_data_json: hex(response.clientDataJSON), signature: hex(response.signature)};
  }, challenge, stored.credential);
  const {signature} = await palabre.post('/relay/passkeys/signature', assertion);
  assert.equal(await contract.isValidSignature(digest, signature), '0x1626ba7e');
  assert.equal(await contract.isValidSignature('0x' + '22'.repeat(32), signature), '0xffffffff');
  chain.destroy();
});

test('a factory that makes nothing proves nothing (ERC-6492)', async () => {
  const factory = new Interface(['function create(bytes32,bytes32)']);
  const wrapped = concat([
    AbiCoder.defaultAbiCoder().encode(['address', 'bytes', 'bytes'], [founder.address, factory.encodeFunctionData('create', ['0x' + '11'.repeat(32), '0x' + '22'.repeat(32)]), '0x1234']),
    '0x' + '6492'.repeat(16),
  ]);
  const path = `/communities/${C}/polls/1/answer`;
  const prepared = await palabre.post(`${path}/prepare`, {wallet: founder.address, values: [1, 0]});
  const refused = await palabre.post(prepared.submit.path, {...prepared.submit.body, signature: wrapped}).catch(error => error);
  assert.equal(refused.problem.code, 'wrong_signature', 'a factory that makes nothing proves nothing');
});
