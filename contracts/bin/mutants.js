// Plants one bug at a time into a copy of the contracts and runs the test that must catch it.
//   node mutants.js [WORD...]   tries the bugs whose names hold a WORD, those of the list WORD.json, or all
//   node mutants.js --attacks   lists which test stops which attack; fails if an attack has none
// mutants/*.json list the bugs: {name, attack, file, find, replace, test, case}. `file` is below solidity/, `find` stands
// there exactly once, `test` is a file below solidity/test/, `case` a part of a test's name. `attack` is there where the
// bug removes the rule against an attack of the specification: the test then is one that carries out the attack.
'use strict';
const {execFile} = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');

const root = path.join(__dirname, '..');
const solidity = path.join(root, 'solidity');
const tests = path.join(solidity, 'test');
const ATTACKS = 31;
// What tests stand on.
const SUPPORT = ['World.t.sol', 'MemberWorld.t.sol', 'Disputes.t.sol', 'Deployed.t.sol', 'tokens', 'wallets'];
// Nothing here is deployed: compiling takes most of the time, and the optimizer most of that. A sequence of calls that
// broke an invariant need not be made shorter.
const FAST = {...process.env, FOUNDRY_OPTIMIZER: 'false', FOUNDRY_INVARIANT_SHRINK_RUN_LIMIT: '0'};
// Campaigns are random: the one of the test command may miss a bug that needs several things to happen in a row.
const PATIENT = {...FAST, FOUNDRY_INVARIANT_RUNS: '60'};

function list(words) {
  const folder = path.join(root, 'mutants');
  const files = fs.readdirSync(folder).filter((name) => name.endsWith('.json')).sort();
  const all = files.flatMap((from) => {
    return JSON.parse(fs.readFileSync(path.join(folder, from), 'utf8')).map((mutant) => ({...mutant, from}));
  });
  return all.filter(({name, from}) => words.length === 0 || words.some((word) => name.includes(word) || from === `${word}.json`));
}

/** A new project with the configuration of this one. */
function project() {
  const copy = fs.mkdtempSync(path.join(os.tmpdir(), 'mutant-'));
  for (const name of ['foundry.toml', 'bin', 'node_modules']) fs.symlinkSync(path.join(root, name), path.join(copy, name));
  return copy;
}

function forge(copy, args, env = FAST) {
  return new Promise((done) => {
    const options = {cwd: copy, env, maxBuffer: 1 << 26};
    execFile(path.join(root, 'node_modules/.bin/forge'), args, options, (error, out, err) => done({failed: error !== null, text: out + err}));
  });
}

/** A compiled project of the sources and of the tests that the bugs name. */
async function build(mutants) {
  const copy = project();
  const chosen = new Set([...SUPPORT, ...mutants.map(({test}) => test.split('/')[0])]);
  const wanted = (file) => !file.startsWith(tests + path.sep) || chosen.has(path.relative(tests, file).split(path.sep)[0]);
  fs.cpSync(solidity, path.join(copy, 'solidity'), {recursive: true, filter: wanted});
  const {failed, text} = await forge(copy, ['build']);
  if (failed) throw new Error(`the contracts do not compile\n${text}`);
  return copy;
}

/** Another copy of a compiled project, so that two tests may run at once. */
function duplicate(built) {
  const copy = project();
  for (const name of ['solidity', 'out', 'cache']) {
    fs.cpSync(path.join(built, name), path.join(copy, name), {recursive: true, preserveTimestamps: true});
  }
  return copy;
}

/** What the compiler made of each contract that can be deployed: tests deploy from these files. */
function artifactsOf(copy) {
  const names = fs.readdirSync(solidity).filter((name) => name.endsWith('.sol'));
  const files = names.map((name) => path.join(copy, 'out', name, name.replace('.sol', '.json'))).filter((file) => fs.existsSync(file));
  const all = files.map((file) => ({file: path.relative(copy, file), json: JSON.parse(fs.readFileSync(file, 'utf8'))}));
  return all.filter(({json}) => json.bytecode.object !== '0x');
}

function plant({file, find, replace}) {
  const source = fs.readFileSync(path.join(solidity, file), 'utf8');
  const places = source.split(find).length - 1;
  if (places !== 1) throw new Error(`${file} holds the text ${places} times, not once`);
  return source.replace(find, () => replace);
}

/** The contracts that the bug changes, as forge would write them. Only these are compiled, and no test. */
function compile(mutant, artifacts) {
  const changed = `solidity/${mutant.file}`;
  const content = plant(mutant);
  const affected = artifacts.filter(({json}) => changed in json.metadata.sources);
  if (affected.length === 0) throw new Error(`no contract is made of ${mutant.file}`);
  const {compilationTarget, ...settings} = affected[0].json.metadata.settings;
  const outputs = ['evm.bytecode.object', 'evm.deployedBytecode.object', 'evm.deployedBytecode.immutableReferences'];
  const targets = affected.map(({file, json}) => ({file, json, target: Object.entries(json.metadata.settings.compilationTarget)[0]}));
  settings.outputSelection = Object.fromEntries(targets.map(({target: [source, name]}) => [source, {[name]: outputs}]));
  const read = (name) => (name === changed ? content : fs.readFileSync(path.join(root, name), 'utf8'));
  const sources = Object.fromEntries(targets.map(({target: [source]}) => [source, {content: read(source)}]));
  const input = JSON.stringify({language: 'Solidity', sources, settings});
  const result = JSON.parse(require('solc').compile(input, {import: (name) => ({contents: read(name)})}));
  const errors = (result.errors ?? []).filter(({severity}) => severity === 'error');
  if (errors.length > 0) throw new Error(`does not compile\n${errors[0].formattedMessage}`);
  return targets.map(({file, json, target: [source, name]}) => {
    const {bytecode, deployedBytecode} = result.contracts[source][name].evm;
    const {object, immutableReferences} = deployedBytecode;
    return {
      file,
      json: {
        ...json,
        bytecode: {...json.bytecode, object: `0x${bytecode.object}`},
        deployedBytecode: {...json.deployedBytecode, object: `0x${object}`, immutableReferences},
      },
    };
  });
}

function write(copy, artifacts) {
  for (const {file, json} of artifacts) fs.writeFileSync(path.join(copy, file), JSON.stringify(json));
}

/** Names of tests by how they ended, with what forge said at the end. */
async function run(copy, test, part, env = FAST) {
  const args = ['test', '--match-path', path.join('solidity/test', test)];
  if (part) args.push('--match-test', part);
  const {failed, text} = await forge(copy, args, env);
  const names = (mark) => [...text.matchAll(new RegExp(`^\\[${mark}.*\\] (\\w+)\\(`, 'gm'))].map(([, name]) => name);
  // The sequence of calls stands between the mark of a broken invariant and its name.
  const broken = [...text.matchAll(/^ (invariant_\w+)\(\)/gm)].map(([, name]) => name);
  return {failed, passed: names('PASS'), caught: [...names('FAIL'), ...broken], last: text.trim().split('\n').slice(-12).join('\n')};
}

/** Each test must pass on the sources as they are, or its failure would prove nothing. */
async function judgeClean(copy, test, mutants) {
  const {passed, caught, last} = await run(copy, test);
  for (const {case: part} of mutants) {
    if (!passed.some((name) => name.includes(part)) || caught.some((name) => name.includes(part))) {
      return `${part || 'it'} does not pass without a bug\n${last}`;
    }
  }
}

async function judgeMutant(copy, mutant, artifacts) {
  const bugged = compile(mutant, artifacts);
  try {
    write(copy, bugged);
    const {passed, caught, last} = await run(copy, mutant.test, mutant.case, PATIENT);
    if (caught.includes('setUp')) return `already breaks the set-up of the test\n${last}`;
    if (caught.length > 0) return undefined;
    return passed.length > 0 ? 'SURVIVED' : last;
  } finally {
    write(copy, artifacts.filter(({file}) => bugged.some((one) => one.file === file)));
  }
}

/** Prints and returns whether nothing went wrong: `judged` is the reason why something did, or nothing. */
async function tell(name, judged) {
  const problem = await judged.catch((error) => error.message);
  console.log(`${problem ? 'FAILED' : 'ok    '} ${name}${problem ? `: ${problem}` : ''}`);
  return !problem;
}

async function tryAll(mutants) {
  if (mutants.length === 0) return false;
  const built = await build(mutants);
  const artifacts = artifactsOf(built);
  const copies = [built, ...Array.from({length: os.availableParallelism() - 1}, () => duplicate(built))];
  const queue = [...new Set(mutants.map(({test}) => test))].map((test) => {
    const its = mutants.filter((mutant) => mutant.test === test);
    return {name: `clean ${test}`, judge: (copy) => judgeClean(copy, test, its)};
  });
  queue.push(...mutants.map((mutant) => ({name: mutant.name, judge: (copy) => judgeMutant(copy, mutant, artifacts)})));
  const failed = [];
  const work = async (copy) => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      if (!(await tell(next.name, next.judge(copy)))) failed.push(next.name);
    }
  };
  await Promise.all(copies.map(work));
  for (const copy of copies) fs.rmSync(copy, {recursive: true, force: true});
  for (const name of failed) console.log(`failed: ${name}`);
  console.log(`${mutants.length} bugs, ${failed.length} failures`);
  return failed.length === 0;
}

/** Prints attack and test; whether each attack has a test that exists and bears its number. */
function listAttacks(mutants) {
  let complete = true;
  for (let attack = 1; attack <= ATTACKS; attack++) {
    const its = mutants.filter((mutant) => mutant.attack === attack);
    const good = ({test, case: part}) =>
      part.startsWith(`test_Attack_${attack}_`) && fs.readFileSync(path.join(tests, test), 'utf8').includes(`function ${part}`);
    if (its.length === 0 || !its.every(good)) complete = false;
    if (its.length === 0) console.log(`${attack}\tNONE`);
    for (const mutant of its) console.log(`${attack}\t${good(mutant) ? '' : 'NO TEST '}${mutant.test} ${mutant.case}\t${mutant.name}`);
  }
  return complete;
}

async function main(words) {
  const passed = words[0] === '--attacks' ? listAttacks(list([])) : await tryAll(list(words));
  process.exitCode = passed ? 0 : 1;
}

main(process.argv.slice(2));
