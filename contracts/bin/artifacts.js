// Writes what Rust needs of forge's output folder: node artifacts.js OUT TARGET
//   TARGET/<Contract>.json  ABI and creation bytecode
//   TARGET/runtime.json     runtime bytecode and, by name, where its immutables stand
'use strict';
const fs = require('fs');
const path = require('path');

const CONTRACTS = [
  'Membership', 'Contributions', 'Reputation', 'Distribution', 'House', 'Safeguards', 'Challenges', 'Guardian',
  'Registry', 'SquareRoot', 'WalletProof', 'AccessManager', 'TimelockController', 'PasskeyAccount', 'PasskeyAccounts',
];
const [out, target] = process.argv.slice(2);

function read(file) {
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}

/** Names of all immutable variables, by the number that the compiler refers to them with. */
function immutables() {
  const names = {};
  const visit = (node) => {
    if (node === null || typeof node !== 'object') return;
    if (node.nodeType === 'VariableDeclaration' && node.mutability === 'immutable') names[node.id] = node.name;
    Object.values(node).forEach(visit);
  };
  for (const file of fs.readdirSync(out, {recursive: true})) {
    if (file.endsWith('.json') && !file.startsWith('build-info')) visit(read(path.join(out, file)).ast);
  }
  return names;
}

function runtime(name, code, names) {
  const places = {};
  for (const [id, references] of Object.entries(code.immutableReferences ?? {})) {
    if (names[id] === undefined || places[names[id]] !== undefined) throw new Error(`${name}: immutable ${id} has no name of its own`);
    places[names[id]] = references.map(({start}) => start);
  }
  return {code: code.object, immutables: Object.fromEntries(Object.entries(places).sort())};
}

function write(file, content) {
  fs.writeFileSync(path.join(target, file), JSON.stringify(content, null, 1) + '\n');
}

fs.mkdirSync(target, {recursive: true});
const names = immutables();
const codes = {};
for (const name of CONTRACTS) {
  const {abi, bytecode, deployedBytecode} = read(path.join(out, `${name}.sol`, `${name}.json`));
  write(`${name}.json`, {abi, bytecode: bytecode.object});
  codes[name] = runtime(name, deployedBytecode, names);
}
write('runtime.json', codes);
