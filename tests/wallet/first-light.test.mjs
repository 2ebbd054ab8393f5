// A vote from wallet to page: ethers signs as an independent wallet, nobody but the relay pays gas.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {JsonRpcProvider, Wallet} from 'ethers';
import {Palabre, sign} from './node.mjs';

const C = 'palabre';
const RULES = {reserve_bps: 1500, equal_bps: 2500, lane_bps: [2000, 1000, 1000, 1000, 500, 500, 0, 0]};
const people = Array.from({length: 5}, () => Wallet.createRandom());
/** @type {Palabre} */
let palabre;
let proposal;

before(async () => {
  palabre = await Palabre.start('--pilot', '--dev');
});

after(async () => {
  assert.equal(await palabre.stop(), 0, 'the node stops in order');
});

const refused = async (status, promise, code) => {
  const error = await promise.then(() => assert.fail('was not refused'), error => error);
  assert.equal(error.status, status, error.message);
  assert.ok(error.problem.detail && error.problem.next_step, 'a problem says what happened and what to do next');
  if (code) assert.equal(error.problem.code, code, error.message);
};

test('the founding link makes the first wallet organizer, once', async () => {
  const token = new URL(palabre.links[0]).searchParams.get('founding');
  const {prepared, intent} = await palabre.act(people[0], C, 'join', {founding_token: token});
  assert.ok(prepared.sentence.fr && prepared.sentence.en);
  assert.equal(intent.outcome.member_id, 1);
  const {member} = await palabre.get(`/communities/${C}/members/1`);
  assert.deepEqual(member.roles, ['organizer']);
  await refused(422, palabre.act(people[1], C, 'join', {founding_token: token}), 'founding_token_void');
});

test('the organizer invites, and four more join by signature', async () => {
  await refused(422, palabre.act(people[1], C, 'join'));
  const prepared = await palabre.post(`/communities/${C}/relay/invitations/prepare`, {wallet: people[0].address, uses: 4, days: 7});
  const signature = await sign(people[0], prepared.typed_data);
  const {code} = await palabre.post(prepared.submit.path, {...prepared.submit.body, signature});
  for (const person of people.slice(1)) {
    await palabre.act(person, C, 'join', {invitation: code});
  }
  const members = await palabre.get(`/communities/${C}/members`);
  assert.deepEqual(members.items.map(member => member.wallet), people.map(person => person.address.toLowerCase()));
  assert.ok(members.items.every(member => member.unit), 'an invited member has a vote');
});

test('nobody paid gas', async () => {
  const chain = new JsonRpcProvider(palabre.rpcUrl);
  for (const person of people) assert.equal(await chain.getBalance(person.address), 0n);
  chain.destroy();
});

test('the founding ends', async () => {
  assert.equal((await palabre.get(`/communities/${C}`)).phase, 'founding');
  await palabre.upkeep(C, 'open');
  assert.equal((await palabre.get(`/communities/${C}`)).phase, 'open');
});

test('a member proposes by signature to change how value is shared', async () => {
  await palabre.pass(1); // a voting unit counts from the second after it was given
  const description = '# Share more equally\n\nÀ parts plus égales.';
  const {prepared, intent} = await palabre.act(people[1], C, 'propose', {
    house: 'members', description, template: {kind: 'share_rules', ...RULES},
  });
  assert.equal(prepared.proposal.calls_decoded[0].call.function, 'setShareRules');
  proposal = intent.outcome.proposal_id;
  const shown = await palabre.get(`/communities/${C}/proposals/members/${proposal}`);
  assert.equal(shown.proposal.proposer, people[1].address.toLowerCase());
  assert.match(shown.description, /À parts plus égales/);
  assert.match(shown.description, new RegExp(`#proposer=${people[1].address}$`, 'i'));
  await palabre.pass(1);
});

test('all vote by signature, and a vote counts once', async () => {
  const choices = ['for', 'for', 'against', 'for', 'abstain'];
  let last;
  for (const [index, person] of people.entries()) {
    last = await palabre.act(person, C, 'vote', {
      house: 'members', proposal_id: proposal, support: choices[index], reason: `parce que ${index}`,
    });
  }
  const {tally} = (await palabre.get(`/communities/${C}/proposals/members/${proposal}`)).proposal;
  assert.deepEqual([tally.for, tally.against, tally.abstain], ['3', '1', '1']);
  const votes = await palabre.get(`/communities/${C}/proposals/members/${proposal}/votes`);
  assert.deepEqual(votes.items.map(vote => vote.reason).sort(), [0, 1, 2, 3, 4].map(index => `parce que ${index}`));
  const again = await palabre.post(last.prepared.submit.path, {...last.prepared.submit.body, signature: last.signature});
  assert.equal(again.intent_id, last.intent.intent_id, 'the same ballot again is the same intent');
  await refused(409, palabre.act(people[0], C, 'vote', {house: 'members', proposal_id: proposal, support: 'against'}));
});

test('what was not signed by the one it names is refused', async () => {
  const body = {wallet: people[0].address, house: 'members', description: 'Mine', template: {kind: 'text'}};
  const prepared = await palabre.post(`/communities/${C}/relay/propose/prepare`, body);
  const foreign = await sign(people[1], prepared.typed_data);
  await refused(422, palabre.post(prepared.submit.path, {...prepared.submit.body, signature: foreign}));
  const good = await sign(people[0], prepared.typed_data);
  const tampered = {...prepared.submit.body.message, description: prepared.submit.body.message.description.replace('Mine', 'Yours')};
  await refused(422, palabre.post(prepared.submit.path, {...prepared.submit.body, message: tampered, signature: good}));
  const elsewhere = {...prepared.typed_data, domain: {...prepared.typed_data.domain, chainId: 1}};
  const replayed = await sign(people[0], elsewhere);
  await refused(422, palabre.post(prepared.submit.path, {...prepared.submit.body, signature: replayed}));
  await palabre.pass(2 * 3600);
  await refused(422, palabre.post(prepared.submit.path, {...prepared.submit.body, signature: good}));
});

test('the proposal is queued and executed, and the rule acts from the next epoch', async () => {
  const state = async () => (await palabre.get(`/communities/${C}/proposals/members/${proposal}`)).proposal.state;
  assert.equal(await state(), 'succeeded');
  await palabre.upkeep(C, 'queue', {house: 'members', proposal_id: proposal});
  assert.equal(await state(), 'queued');
  await palabre.upkeep(C, 'execute', {house: 'members', proposal_id: proposal});
  assert.equal(await state(), 'executed');
  const {epoch} = await palabre.get(`/communities/${C}`);
  const {items} = await palabre.get(`/communities/${C}/share-rules`);
  const newest = items.reduce((a, b) => (a.version > b.version ? a : b));
  assert.equal(newest.from_epoch, epoch.epoch + 1);
  assert.equal(newest.equal_bps, RULES.equal_bps);
  assert.deepEqual(newest.lane_bps, RULES.lane_bps);
});
