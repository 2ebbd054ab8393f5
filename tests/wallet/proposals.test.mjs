// Proposals before they are made: forms, decoded calls, rehearsal on the current state, drafts and sponsors.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {Interface, Wallet, id} from 'ethers';
import {Palabre, sign} from './node.mjs';

const C = 'palabre';
const people = Array.from({length: 3}, () => Wallet.createRandom());
const stranger = '0x00000000000000000000000000000000000000ee';
let palabre;
let contracts;

before(async () => {
  palabre = await Palabre.start('--pilot', '--dev');
  const token = new URL(palabre.links[0]).searchParams.get('founding');
  await palabre.act(people[0], C, 'join', {founding_token: token});
  const prepared = await palabre.post(`/communities/${C}/relay/invitations/prepare`, {wallet: people[0].address, uses: 4, days: 7});
  const signature = await sign(people[0], prepared.typed_data);
  const {code} = await palabre.post(prepared.submit.path, {...prepared.submit.body, signature});
  for (const person of people.slice(1)) await palabre.act(person, C, 'join', {invitation: code});
  await palabre.upkeep(C, 'open');
  await palabre.pass(1);
  contracts = (await palabre.get(`/communities/${C}`)).contracts;
});

after(() => palabre.stop());

const prepare = input => palabre.post(`/communities/${C}/relay/propose/prepare`, {
  wallet: people[0].address, house: 'members', description: '# Test', ...input,
});

const FORMS = [
  [{kind: 'share_rules', equal_bps: 2500, reserve_bps: 1000}, /reserve 10 %, equally among active members 25 %/, true],
  [{kind: 'house', setting: 'voting_period', value: 172800}, /A vote is open for 2 days/, true],
  [{kind: 'house', setting: 'quorum', value: 20}, /20 % of all votes/, true],
  [{kind: 'house', setting: 'execution_delay', value: 86400}, /wait 1 day/, true],
  [{kind: 'house', setting: 'quorum', value: 90}, /90 % of all votes/, false],
  [{kind: 'charter', hash: id('text'), uri: 'https://example.org/charter'}, /https:\/\/example.org\/charter/, true],
  [{kind: 'spend', to: stranger, amount: '1'}, /leave the reserve for 0x/, false],
  [{kind: 'admission', admission: 'approval'}, /approval of an organizer or moderator/, true],
  [{kind: 'roles', member_id: 2, roles: ['moderator', 'reviewer:2']}, /moderator, reviewer:2/, true],
  [{kind: 'remove_vote', member_id: 2}, /loses the vote/, true],
  [{kind: 'admit', member_id: 2}, /may have it again/, true],
  [{kind: 'expel', member_id: 2}, /expelled for good/, true],
  [{kind: 'expel', member_id: 77}, /expelled for good/, false],
  [{kind: 'text'}, /Nothing else happens/, true],
];

for (const [template, sentence, works] of FORMS) {
  test(`the form ${JSON.stringify(template)} says what it does and whether it would work`, async () => {
    const {proposal: {calls_decoded: [call], rehearsal}, typed_data} = await prepare({template});
    assert.match(call.call.sentence.en, sentence);
    assert.ok(call.call.sentence.fr.length > 20 && !/[{}]/.test(call.call.sentence.fr + call.call.sentence.en));
    assert.equal(call.warning, undefined);
    assert.equal(rehearsal.together, true);
    assert.equal(call.would_succeed, works, JSON.stringify(rehearsal));
    assert.equal(rehearsal.succeeds, works);
    assert.ok(works ? rehearsal.gas > 20000 : call.reason.length > 5, JSON.stringify(rehearsal));
    assert.match(typed_data.message.description, new RegExp(`\n#proposer=${people[0].address}$`, 'i'));
  });
}

const membership = new Interface(['function setRoles(uint40 memberId, uint16 roles)', 'function expel(uint40 memberId, bytes32 reason)']);
const call = (name, ...args) => ({target: contracts.membership, calldata: membership.encodeFunctionData(name, args)});

test('calls are rehearsed together: what the first does, the second sees', async () => {
  const roles = call('setRoles', 3, 2);
  const expel = call('expel', 3, id('reason'));
  const both = await prepare({calls: [roles, expel]});
  assert.equal(both.proposal.rehearsal.succeeds, true);
  const turned = await prepare({calls: [expel, roles, roles]});
  const {rehearsal, calls_decoded} = turned.proposal;
  assert.deepEqual([rehearsal.succeeds, rehearsal.failing_call], [false, 1]);
  assert.deepEqual(calls_decoded.map(call => call.would_succeed), [true, false, null]);
  assert.ok(calls_decoded[1].reason);
});

test('what nobody explains is shown with its selector and a warning', async () => {
  const calls = [{target: stranger, calldata: '0xa9059cbb' + '00'.repeat(64)}];
  const {proposal: {calls_decoded: [shown]}} = await prepare({calls});
  assert.equal(shown.call, null);
  assert.match(shown.warning.en, /unknown function 0xa9059cbb .*not the community's/);
  assert.match(shown.warning.fr, /fonction inconnue 0xa9059cbb/);
});

test('a call that asks the constitution shows the call inside', async () => {
  const timelock = new Interface(['function schedule(address target,uint256 value,bytes data,bytes32 predecessor,bytes32 salt,uint256 delay)']);
  const inner = call('setRoles', 2, 4).calldata;
  const zero = '0x' + '00'.repeat(32);
  const data = timelock.encodeFunctionData('schedule', [contracts.membership, 0, inner, zero, zero, 2592000]);
  const {proposal: {calls_decoded: [shown]}} = await prepare({calls: [{target: contracts.constitution, calldata: data}]});
  assert.match(shown.call.sentence.en, /constitution is asked .* after 30 days/);
  assert.match(shown.call.inner[0].call.sentence.en, /Member 2 has these roles .* documentalist/);
});

test("an outsider's draft is shared by its link, sponsored by a member, and then fixed", async () => {
  const text = {author: 'Amina', description: '# A bench for the yard\n\nOld people are tired.', discussion: 'https://forum.example.org/t/7', house: 'members'};
  const path = `/communities/${C}/drafts`;
  const kept = await palabre.post(path, text);
  const shown = await palabre.get(`${path}/${kept.id}`);
  assert.equal(shown.text.author, 'Amina');
  assert.equal(shown.preview.rehearsal.succeeds, true);
  assert.ok(!JSON.stringify(shown).includes(kept.edit_key.slice(2)), 'readers do not learn the key');
  const put = (edit_key, changed) => fetch(`${palabre.pages}/api/v1${path}/${kept.id}`, {
    method: 'PUT', headers: {'content-type': 'application/json'}, body: JSON.stringify({edit_key, text: changed}),
  });
  assert.equal((await put(id('guess'), text)).status, 422);

  const early = await palabre.post(`${path}/${kept.id}/propose/prepare`, {wallet: people[1].address});
  const changed = {...text, description: text.description + '\n\nTwo benches.'};
  assert.equal((await put(kept.edit_key, changed)).status, 200);
  const stale = await palabre.post(early.submit.path, {...early.submit.body, signature: await sign(people[1], early.typed_data)}).catch(error => error);
  assert.equal(stale.problem.code, 'draft_changed');

  const prepared = await palabre.post(`${path}/${kept.id}/propose/prepare`, {wallet: people[1].address});
  const signature = await sign(people[1], prepared.typed_data);
  const intent = await palabre.settled(await palabre.post(prepared.submit.path, {...prepared.submit.body, signature}));
  const {description, discussion, proposal, calls} = await palabre.get(`/communities/${C}/proposals/members/${intent.outcome.proposal_id}`);
  assert.equal(proposal.proposer, people[1].address.toLowerCase());
  assert.equal(discussion, 'https://forum.example.org/t/7');
  assert.match(description, /Two benches\.\n\nDraft by Amina\.\n\nDiscussion: https:\/\/forum.example.org\/t\/7\n#proposer=/);
  assert.match(calls[0].meaning.sentence.fr, /Un texte est décidé/);
  assert.equal((await put(kept.edit_key, text)).status, 409, 'what people vote on does not change');
  const rehearsed = await palabre.get(`/communities/${C}/proposals/members/${intent.outcome.proposal_id}/simulation`);
  assert.deepEqual([rehearsed.rehearsal.succeeds, rehearsed.rehearsal.together], [true, true]);
});

test('what could not be proposed is not kept', async () => {
  const refuse = async text => {
    const error = await palabre.post(`/communities/${C}/drafts`, {house: 'members', ...text}).then(() => assert.fail('kept'), error => error);
    assert.equal(error.status, 400, error.message);
  };
  await refuse({description: ''});
  await refuse({description: 'x'.repeat(20001)});
  await refuse({description: 'x', discussion: 'javascript:alert(1)'});
  await refuse({description: 'x', template: {kind: 'roles', member_id: 1, roles: ['king']}});
  await refuse({description: 'x', template: {kind: 'burn'}});
});
