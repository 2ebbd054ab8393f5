// A backup of a running node, restored elsewhere: the same community, the same blocks.
import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {mkdtemp, readdir, rm, stat} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {promisify} from 'node:util';
import {Wallet} from 'ethers';
import {Palabre} from './node.mjs';

const run = (...args) => promisify(execFile)(process.env.PALABRE, args);
let palabre;
let folder;

before(async () => {
  palabre = await Palabre.start('--pilot', '--dev');
  folder = await mkdtemp(join(tmpdir(), 'palabre-backup-'));
});

after(async () => {
  await palabre.stop();
  await rm(folder, {recursive: true});
});

test('a backup is taken while the node runs and restores everything', async () => {
  const founder = Wallet.createRandom();
  const token = new URL(palabre.links[0]).searchParams.get('founding');
  await palabre.act(founder, 'palabre', 'join', {founding_token: token});
  const block = await palabre.rpc('eth_getBlockByNumber', 'latest', false);

  const file = join(folder, 'palabre.tar');
  await run('backup', file, '--data', palabre.data);
  assert.equal((await stat(file)).mode & 0o077, 0, 'it holds keys: only the owner may read it');
  assert.deepEqual(await readdir(folder), ['palabre.tar'], 'no copies are left behind');

  const restored = join(folder, 'restored');
  await run('restore', file, '--data', restored);
  const again = await Palabre.on(restored, '--dev');
  try {
    const {member} = await again.get('/communities/palabre/members/1');
    assert.equal(member.wallet, founder.address.toLowerCase());
    assert.equal((await again.rpc('eth_getBlockByHash', block.hash, false)).number, block.number);
    assert.deepEqual(again.links, [], 'nobody can found it again');
  } finally {
    await again.stop();
  }
});

test('a second node on the same folder is refused', async () => {
  await assert.rejects(
    run('up', '--data', palabre.data, '--listen', '127.0.0.1:0', '--rpc-listen', '127.0.0.1:0'),
    error => error.code === 3 && /another Palabre/.test(error.stderr),
  );
});
