// The embedded chain, read by tools that know nothing of it: cast and ethers.
import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {existsSync} from 'node:fs';
import {after, before, test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {JsonRpcProvider, encodeRlp, keccak256, toBeHex, stripZerosLeft} from 'ethers';
import {Palabre} from './node.mjs';

const CAST = fileURLToPath(new URL('../../contracts/node_modules/.bin/cast', import.meta.url));
/** @type {Palabre} */
let palabre;
let contracts;

before(async () => {
  assert.ok(existsSync(CAST), 'cast is missing: run scripts/test contracts first, which installs it');
  palabre = await Palabre.start('--pilot', '--dev');
  contracts = (await palabre.get('/communities/palabre')).contracts;
});

after(() => palabre.stop());

const cast = async (...args) => (await promisify(execFile)(CAST, [...args, '--rpc-url', palabre.rpcUrl])).stdout.trim();

test('cast reads blocks, receipts, logs and calls', async () => {
  const head = JSON.parse(await cast('block', 'latest', '--json'));
  assert.equal(head.hash, (await palabre.rpc('eth_getBlockByNumber', 'latest', false)).hash);
  assert.equal(await cast('call', contracts.membership, 'charterVersion()(uint16)'), '1');
  assert.equal(await cast('call', contracts.members_house, 'name()(string)'), '"Palabre palabre members"');
  const logs = JSON.parse(await cast('logs', '--json', '--from-block', '0', '--address', contracts.membership));
  assert.ok(logs.length > 0);
  const receipt = JSON.parse(await cast('receipt', logs[0].transactionHash, '--json'));
  assert.equal(receipt.contractAddress.toLowerCase(), contracts.membership);
  assert.deepEqual(receipt.logs.filter(log => log.logIndex === logs[0].logIndex)[0].topics, logs[0].topics);
});

// Fields of a header in the order of its RLP, up to Prague; the types of the yellow paper.
const FIELDS = [
  'parentHash', 'sha3Uncles', 'miner', 'stateRoot', 'transactionsRoot', 'receiptsRoot', 'logsBloom',
  '#difficulty', '#number', '#gasLimit', '#gasUsed', '#timestamp', 'extraData', 'mixHash', 'nonce',
  '#baseFeePerGas', 'withdrawalsRoot', '#blobGasUsed', '#excessBlobGas', 'parentBeaconBlockRoot', 'requestsHash',
];
const field = (block, name) => {
  if (!name.startsWith('#')) return block[name];
  const number = BigInt(block[name.slice(1)]);
  return number === 0n ? '0x' : stripZerosLeft(toBeHex(number));
};

test('the hash of every block follows from its header', async () => {
  const head = Number(await palabre.rpc('eth_blockNumber'));
  assert.ok(head > 10);
  let parent;
  for (let number = 0; number <= head; number++) {
    const block = await palabre.rpc('eth_getBlockByNumber', '0x' + number.toString(16), false);
    assert.equal(keccak256(encodeRlp(FIELDS.map(name => field(block, name)))), block.hash, `block ${number}`);
    if (parent) assert.equal(block.parentHash, parent);
    parent = block.hash;
  }
});

test('ethers follows transactions to their receipts', async () => {
  const chain = new JsonRpcProvider(palabre.rpcUrl);
  const block = await chain.getBlock('latest', true);
  for (const transaction of block.prefetchedTransactions) {
    const receipt = await chain.getTransactionReceipt(transaction.hash);
    assert.equal(receipt.blockHash, block.hash);
    assert.equal(receipt.status, 1);
  }
  chain.destroy();
});
