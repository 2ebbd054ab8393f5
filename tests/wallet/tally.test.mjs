// The count of polls, compared with Snapshot's voting classes on random ballots. SEED repeats a run, CASES sets how
// many polls of each kind are compared.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import snapshot from '@snapshot-labs/snapshot.js';
import {Palabre} from './node.mjs';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 32));
const cases = Number(process.env.CASES ?? 500);
const {approval, weighted, copeland, 'ranked-choice': rankedChoice} = snapshot.utils.voting;
let palabre;
let compared = 0;

before(async () => {
  palabre = await Palabre.start('--pilot', '--dev');
});

after(async () => {
  await palabre.stop();
  console.log(`compared with Snapshot: ${compared} polls, seed ${seed}`);
});

/** mulberry32: a small generator whose sequence a seed repeats. */
function generator(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const below = (random, most) => Math.floor(random() * most);

function shuffled(random, count) {
  const places = Array.from({length: count}, (_, index) => index + 1);
  for (let last = count - 1; last > 0; last--) {
    const other = below(random, last + 1);
    [places[last], places[other]] = [places[other], places[last]];
  }
  return places;
}

/** A share for each option, at least one above zero. */
function shares(random, count) {
  const values = Array.from({length: count}, () => below(random, 4) * below(random, 50));
  if (values.every(value => value === 0)) values[below(random, count)] = 1;
  return values;
}

// How we answer, and how Snapshot writes the same answer.
const KINDS = {
  approval: {
    voting: approval,
    values: (random, count) => Array.from({length: count}, () => below(random, 2)),
    choice: values => values.flatMap((value, index) => (value ? [index + 1] : [])),
  },
  weighted: {
    voting: weighted,
    values: shares,
    choice: values => Object.fromEntries(values.map((value, index) => [index + 1, value])),
  },
  instant_runoff: {voting: rankedChoice, values: shuffled, choice: inOrder},
  copeland: {voting: copeland, values: shuffled, choice: inOrder},
};

function inOrder(places) {
  return places.map((place, index) => [place, index + 1]).sort((a, b) => a[0] - b[0]).map(([, option]) => option);
}

/** Small weights make ties, large ones make rounding matter. */
function weightOf(random) {
  const most = [2, 5, 1000, 1e9][below(random, 4)];
  return 1 + below(random, most);
}

function close(ours, theirs, what) {
  const allowed = 1e-9 * Math.max(1, Math.abs(theirs));
  assert.ok(Math.abs(ours - theirs) <= allowed, `${what}: ours ${ours}, Snapshot's ${theirs}`);
}

for (const [kind, {voting: Voting, values, choice}] of Object.entries(KINDS)) {
  test(`${kind} counts like Snapshot`, async () => {
    const random = generator(seed ^ kind.length);
    for (let number = 0; number < cases; number++) {
      const count = 2 + below(random, 7);
      const options = Array.from({length: count}, (_, index) => `option ${index + 1}`);
      const ballots = Array.from({length: below(random, 15)}, () => ({weight: weightOf(random), values: values(random, count)}));
      const votes = ballots.map(({weight, values}) => ({choice: choice(values), balance: weight, scores: [weight]}));
      assert.ok(votes.every(vote => Voting.isValidChoice(vote.choice, options)));
      const theirs = new Voting({choices: options}, votes, [{name: 'ticket'}], []).getScores();
      const body = {kind, options, ballots: ballots.map(ballot => ({...ballot, weight: String(ballot.weight)}))};
      const ours = await palabre.post('/polls/count', body);
      const what = `${kind} number ${number} of seed ${seed}: ${JSON.stringify(body)}`;
      ours.options.forEach((option, index) => close(Number(option.score), theirs[index] || 0, what));
      compared++;
    }
  });
}

test('the comparison notices a difference', () => {
  assert.throws(() => close(1.000001, 1, 'planted'));
  assert.throws(() => close(NaN, 1, 'planted'));
});
