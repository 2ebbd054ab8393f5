// The demonstration is lived in, and a visitor can join it.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {Wallet} from 'ethers';
import {Palabre} from './node.mjs';

class Demo extends Palabre {
  static command = 'demo';
}
let palabre;

before(async () => {
  palabre = await Demo.start();
});

after(() => palabre.stop());

test('there are members, final epochs with paid shares, and an open vote', async () => {
  const members = await palabre.get('/communities/manual/members');
  assert.equal(members.items.length, 8);
  const {items} = await palabre.get('/communities/manual/epochs/0/shares');
  assert.ok(items.length > 0 && items.some(share => share.paid), JSON.stringify(items[0]));
  for (const share of items.filter(share => share.paid)) {
    assert.equal(share.paid, share.share, 'what the contract paid is what the service computes, to the last unit');
  }
  const proposals = await palabre.get('/communities/manual/proposals?state=active');
  assert.equal(proposals.items.length, 1);
});

test('the page shows it in two languages', async () => {
  const page = async lang => (await fetch(`${palabre.pages}/c/manual`, {headers: {'accept-language': lang}})).text();
  assert.match(await page('en'), /Open votes/);
  assert.match(await page('fr'), /<html lang="fr"/);
});

test('a visitor joins with the link that was printed', async () => {
  const invitation = new URL(palabre.links[0]).searchParams.get('invitation');
  const {intent} = await palabre.act(Wallet.createRandom(), 'manual', 'join', {invitation});
  assert.equal(intent.outcome.member_id, 9);
});
