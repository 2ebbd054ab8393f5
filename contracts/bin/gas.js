// Gas of whole transactions of what is deployed, from the tests in solidity/test/gas: node gas.js check|update|table|json
//   check   fails where a figure is more than one percent above the committed one
//   update  writes the committed figures anew
//   table, json  print them per item, beside bars and what the same costs elsewhere
'use strict';
const {execFileSync} = require('child_process');
const fs = require('fs');
const path = require('path');

const root = path.join(__dirname, '..');
const file = path.join(root, 'snapshots/GasTest.json');
const read = () => JSON.parse(fs.readFileSync(file, 'utf8'));

/** Runs the tests; their own bars must hold. */
function measure() {
  const args = ['test', '--match-path', 'solidity/test/gas/*'];
  const env = {...process.env, FOUNDRY_PROFILE: 'gas'};
  try {
    execFileSync(path.join(root, 'node_modules/.bin/forge'), args, {cwd: root, env, stdio: ['ignore', 'pipe', 'inherit']});
  } catch (error) {
    process.stderr.write(error.stdout ?? '');
    throw new Error('a bar of the gas tests does not hold');
  }
  return read();
}

/** Figures above the committed ones; missing ones count, too. */
function regressions(committed, measured) {
  return Object.keys({...committed, ...measured}).filter((name) => {
    return !(Number(measured[name]) <= Number(committed[name]) * 1.01);
  });
}

// What a figure is divided by, its bar, and the same elsewhere (whole transactions; measured with the same compiler).
const ROWS = {
  record_known_50: ['record_known_50_median', 50, 10_000, 'EAS multiAttest of 50: 302,710 an item'],
  record_new_50: ['record_new_50', 50, 30_000, 'EAS multiAttest of 50: 302,710 an item'],
  record_known_200: ['record_known_200', 200, 5_000, 'EAS: 55 items at most fit a transaction'],
  claim_known: ['claim_known', 1, 76_000, 'Merkle claim of 1,024 leaves: 53,214 to 70,336'],
  vote_by_sig_ratio_members: ['vote_by_sig_ratio_members', 10_000, 1.03, 'a Governor of the same modules: 1'],
  vote_by_sig_ratio_contributors: ['vote_by_sig_ratio_contributors', 10_000, 1.03, 'a Governor of the same modules: 1'],
  vote_multicall_20: ['vote_multicall_20', 20, 82_000, 'the smallest Governor of OpenZeppelin: 70,627'],
  vote_multicall_20_reached: ['vote_multicall_20_reached', 20, 76_000, 'the smallest Governor of OpenZeppelin: 70,627'],
};

function figures(measured) {
  const rows = Object.entries(ROWS).map(([name, [key, per]]) => [name, Number(measured[key]) / per]);
  const all = Object.fromEntries(rows);
  all.vote_by_sig_ratio = Math.max(all.vote_by_sig_ratio_members, all.vote_by_sig_ratio_contributors);
  return all;
}

function table(all) {
  for (const [name, [, , bar, elsewhere]] of Object.entries(ROWS)) {
    const shown = all[name] < 10 ? all[name].toFixed(4) : Math.round(all[name]).toLocaleString('en');
    console.log(`${name.padEnd(32)}${shown.padStart(9)}  bar ${bar.toLocaleString('en').padStart(7)}  ${elsewhere}`);
  }
}

function main(command) {
  const committed = read();
  const measured = measure();
  if (command !== 'update') fs.writeFileSync(file, JSON.stringify(committed, null, 2));
  if (command === 'table') table(figures(measured));
  if (command === 'json') console.log(JSON.stringify(figures(measured)));
  if (command !== 'check') return;
  const worse = regressions(committed, measured);
  for (const name of worse) console.error(`${name}: ${measured[name]}, was ${committed[name]}`);
  console.log(`${Object.keys(measured).length - worse.length} passed, ${worse.length} failed`);
  if (worse.length !== 0) throw new Error('more gas than committed: if it must be, run scripts/test gas update and say why');
}

try {
  main(process.argv[2]);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
