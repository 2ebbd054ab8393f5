// Copies what the suites need of OpenZeppelin's repository, and swaps our counting into their mocks:
// prepare.js THEIR_CHECKOUT OUR_SOLIDITY WORK_FOLDER
const fs = require('node:fs');
const path = require('node:path');

const [source, ours, work] = process.argv.slice(2);
const done = new Set();
const suites = ['Governor', ...['ERC721', 'NoncesKeyed', 'PreventLateQuorum', 'ProposalGuardian', 'Storage',
  'TimelockControl', 'VotesQuorumFraction'].map(name => `extensions/Governor${name}`), 'utils/Votes'];
const governors = ['', 'NoncesKeyed', 'ProposalGuardian', 'QueueingFailed', 'Storage', 'TimelockControl'];
const roots = [
  ...governors.map(name => `mocks/governance/Governor${name}Mock.sol`),
  'mocks/CallReceiverMock.sol', 'mocks/ERC1271WalletMock.sol', 'mocks/token/ERC20VotesLegacyMock.sol',
  'mocks/VotesMock.sol', 'token/ERC20/extensions/ERC20Votes.sol', 'token/ERC721/extensions/ERC721Votes.sol',
  'token/ERC721/ERC721.sol', 'token/ERC1155/ERC1155.sol', 'governance/TimelockController.sol',
];

function write(file, text) {
  fs.mkdirSync(path.dirname(file), {recursive: true});
  fs.writeFileSync(file, text);
}

/** Their mocks list the fraction and the simple counting side by side; ours is both. */
function withOurCounting(text) {
  return text
    .replace(/import \{GovernorCountingSimple\}.*/, 'import {Counting} from "../../palabre/Doubles.sol";')
    .replace(/import \{GovernorVotesQuorumFraction\}.*\n/, '')
    .replace(/\bGovernorVotesQuorumFraction,\s*GovernorCountingSimple\b/, 'Counting')
    .replace(/ {4}function quorum\([^}]*\}\n/, '');
}

/** The contracts of `name` and all that they import: the whole repository would compile for half an hour. */
function copy(name) {
  if (done.has(name)) return;
  done.add(name);
  let text = fs.readFileSync(path.join(source, 'contracts', name), 'utf8');
  if (name.startsWith('mocks/governance/')) text = withOurCounting(text);
  if (name === 'mocks/VotesMock.sol') text = text.replace(/abstract contract VotesTimestampMock[^]*/, '');
  write(path.join(work, 'contracts', name), text);
  for (const [, imported] of text.matchAll(/from "(\.[^"]*)"/g)) {
    const file = path.posix.join(path.posix.dirname(name), imported);
    if (!file.startsWith('palabre/')) copy(file);
  }
}

/** One of our contracts: their doubles hold amounts that no member could, and hardhat wants one name for a file. */
function adopt(file, name) {
  const text = fs
    .readFileSync(file, 'utf8')
    .replace(/(function (_getVotingUnits|actor)\(.*) override /g, '$1 virtual override ');
  const up = path.posix.relative(path.posix.dirname(`palabre/${name}`), '.');
  write(path.join(work, 'contracts/palabre', name), text.replaceAll('@openzeppelin/contracts', up));
  for (const [, imported] of text.matchAll(/"@openzeppelin\/contracts\/([^"]*)"/g)) copy(imported);
}

for (const name of roots) copy(name);
for (const name of fs.readdirSync(ours, {recursive: true})) {
  if (name.endsWith('.sol') && !/^(test|script)\//.test(name)) adopt(path.join(ours, name), name);
}
for (const name of ['Doubles.sol', 'GovernorPreventLateQuorumMock.sol']) adopt(path.join(__dirname, name), name);
fs.copyFileSync(path.join(__dirname, 'votes.test.js'), path.join(work, 'votes.test.js'));
fs.cpSync(path.join(source, 'test'), path.join(work, 'their-test'), {recursive: true});
const files = suites.map(name => path.join(work, `their-test/governance/${name}.test.js`));
write(path.join(work, 'suites.json'), JSON.stringify(files));
