// A poll from question to anchored result: signed by an independent wallet, proven by an independent keccak.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {AbiCoder, JsonRpcProvider, Wallet, concat, id, keccak256, toUtf8Bytes} from 'ethers';
import {Palabre, sign} from './node.mjs';

const C = 'palabre';
const people = Array.from({length: 4}, () => Wallet.createRandom());
const question = {
  question: 'Which evening for the monthly meeting?',
  kind: 'instant_runoff', house: 'members', options: ['Monday', 'Tuesday', 'Friday'], duration: 3600, quorum_bps: 5000,
  discussion: 'https://forum.example.org/t/12',
};
let palabre;

before(async () => {
  palabre = await Palabre.start('--pilot', '--dev');
  const token = new URL(palabre.links[0]).searchParams.get('founding');
  await palabre.act(people[0], C, 'join', {founding_token: token});
  const prepared = await palabre.post(`/communities/${C}/relay/invitations/prepare`, {wallet: people[0].address, uses: 4, days: 7});
  const signature = await sign(people[0], prepared.typed_data);
  const {code} = await palabre.post(prepared.submit.path, {...prepared.submit.body, signature});
  for (const person of people.slice(1, 3)) await palabre.act(person, C, 'join', {invitation: code});
  palabre.code = code;
});

after(() => palabre.stop());

/** Prepares under a path of polls, signs, submits. */
async function signed(wallet, path, input) {
  const prepared = await palabre.post(`/communities/${C}/polls${path}/prepare`, {wallet: wallet.address, ...input});
  const signature = await sign(wallet, prepared.typed_data);
  const body = {...prepared.submit.body, signature};
  return {prepared, body, answer: await palabre.post(prepared.submit.path, body)};
}

const refused = async (status, promise, code) => {
  const error = await promise.then(() => assert.fail('was not refused'), error => error);
  assert.equal(error.status, status, error.message);
  assert.ok(error.problem.detail && error.problem.next_step);
  if (code) assert.equal(error.problem.code, code, error.message);
};

const poll = number => palabre.get(`/communities/${C}/polls/${number}`);

test('a member asks, and the electorate is fixed at a block', async () => {
  const {prepared, answer} = await signed(people[0], '', question);
  assert.match(prepared.sentence.en, /Which evening for the monthly meeting\?/);
  assert.equal(answer.number, 1);
  const shown = await poll(1);
  assert.equal(shown.poll.state, 'open');
  assert.equal(shown.result.electors, 3);
  assert.equal(shown.poll.id, prepared.digest);
  await palabre.act(people[3], C, 'join', {invitation: palabre.code});
  await refused(422, signed(people[3], '/1/answer', {values: [1, 2, 3]}), 'no_vote_in_poll');
  await refused(422, signed(Wallet.createRandom(), '', question), 'not_member');
  await refused(400, signed(people[0], '', {...question, options: ['a', 'a']}));
});

test('an answer can be changed, and an old one cannot come back', async () => {
  const first = await signed(people[1], '/1/answer', {values: [1, 2, 3]});
  assert.deepEqual(first.prepared.typed_data.message.answer, ['1. Monday', '2. Tuesday', '3. Friday']);
  assert.deepEqual((await poll(1)).result.leaders, [0]);
  const again = await palabre.post(first.prepared.submit.path, first.body);
  assert.equal(again.revision, 1, 'the same answer again is the same answer');
  await signed(people[1], '/1/answer', {values: [3, 1, 2]});
  await refused(409, palabre.post(first.prepared.submit.path, first.body), 'answer_overtaken');
  const shown = await poll(1);
  assert.deepEqual([shown.result.ballots, shown.result.leaders], [1, [1]]);
  await signed(people[0], '/1/answer', {values: [2, 3, 1], reason: 'Friday leads into the weekend'});
});

test('what was not signed by the one it names is refused', async () => {
  const path = `/communities/${C}/polls/1/answer`;
  const prepared = await palabre.post(`${path}/prepare`, {wallet: people[2].address, values: [1, 2, 3]});
  const good = await sign(people[2], prepared.typed_data);
  const send = (message, signature, signer = people[2].address) => palabre.post(prepared.submit.path, {message, signer, signature});
  const {message} = prepared.submit.body;
  await refused(422, send(message, await sign(people[1], prepared.typed_data)), 'wrong_signature');
  await refused(422, send(message, good, people[1].address), 'other_signer');
  await refused(422, send({...message, values: [3, 2, 1]}, good), 'other_poll');
  await refused(422, send({...message, values: [3, 2, 1], answer: ['1. Friday', '2. Tuesday', '3. Monday']}, good), 'wrong_signature');
  await refused(409, send({...message, revision: 2}, good), 'answer_overtaken');
  await refused(422, send({...message, poll: '0x' + '11'.repeat(32)}, good), 'other_poll');
  const elsewhere = await sign(people[2], {...prepared.typed_data, domain: {...prepared.typed_data.domain, chainId: 1}});
  await refused(422, send(message, elsewhere), 'wrong_signature');
  await refused(400, palabre.post(`${path}/prepare`, {wallet: people[2].address, values: [1, 1, 1]}));
  await refused(422, palabre.post(`/communities/${C}/polls/1/close`, {}), 'poll_open');
});

test('at the end it is counted, and the root is on chain', async () => {
  await palabre.pass(3601);
  for (;;) {
    const head = await palabre.rpc('eth_getBlockByNumber', 'latest', false);
    if ((await palabre.get('/communities')).as_of.block_number >= Number(head.number)) break;
  }
  await refused(409, signed(people[2], '/1/answer', {values: [1, 2, 3]}), 'poll_closed');
  let shown;
  do {
    shown = await palabre.post(`/communities/${C}/polls/1/close`, {});
  } while (shown.anchor.state !== 'anchored');
  assert.deepEqual([shown.poll.state, shown.provisional, shown.result.outcome], ['closed', false, 'tied']);
  const chain = new JsonRpcProvider(palabre.rpcUrl);
  const receipt = await chain.getTransactionReceipt(shown.anchor.tx_hash);
  const {contracts} = await palabre.get(`/communities/${C}`);
  const [log] = receipt.logs;
  assert.equal(log.address.toLowerCase(), contracts.registry);
  assert.deepEqual(log.topics.slice(2), [id('poll'), shown.anchor.root]);
  const again = await palabre.post(`/communities/${C}/polls/1/close`, {});
  assert.equal(again.anchor.tx_hash, shown.anchor.tx_hash, 'it is anchored once');
  chain.destroy();
});

test('everybody can prove their own answer, and the result', async () => {
  const pair = (a, b) => keccak256(concat(a < b ? [a, b] : [b, a]));
  const {anchor, poll: {id: pollId}} = await poll(1);
  for (const member of [0, 1, 2]) {
    const {digest, weight, proof, result_text, ...rest} = await palabre.get(`/communities/${C}/polls/1/proofs/${member}`);
    const words = AbiCoder.defaultAbiCoder().encode(['bytes32', 'uint256', 'bytes32', 'uint256'], [pollId, member, digest, weight]);
    const leaf = keccak256(keccak256(words));
    assert.equal(leaf, rest.leaf);
    assert.equal(proof.reduce(pair, leaf), anchor.root);
    if (member === 0) assert.equal(keccak256(toUtf8Bytes(result_text)), digest);
    else assert.equal((await palabre.get(`/communities/${C}/polls/1/ballots/${member}`)).digest, digest);
  }
});

test('consent is blocked by an objection, which needs a reason', async () => {
  const {answer} = await signed(people[2], '', {question: 'May we move to a new server?', kind: 'consent', blocking_objections: 1, duration: 60});
  const path = `/${answer.number}/answer`;
  await signed(people[0], path, {values: [0]});
  await refused(400, signed(people[1], path, {values: [2]}));
  const {prepared} = await signed(people[1], path, {values: [2], reason: 'no backup yet'});
  assert.match(prepared.sentence.fr, /je m'oppose, parce que : « no backup yet »/);
  assert.equal((await poll(answer.number)).result.outcome, 'blocked');
});

test('lists and tables', async () => {
  const {items} = await palabre.get(`/communities/${C}/polls?state=open`);
  assert.deepEqual(items.map(item => item.number), [2]);
  const csv = await (await fetch(`${palabre.pages}/api/v1/communities/${C}/polls/1/ballots?format=csv`)).text();
  assert.equal(csv.trim().split('\r\n').length, 3);
  assert.match(csv, /Friday leads into the weekend/);
  const electors = await palabre.get(`/communities/${C}/polls/1/electors`);
  assert.deepEqual(electors.items.map(item => item.weight), ['1', '1', '1']);
});
