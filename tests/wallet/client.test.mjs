// The typed client: generated from the committed document, compiled strictly, used against the real program.
import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {cp, mkdtemp, readFile, rm, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import openapiTS, {astToString} from 'openapi-typescript';
import {Palabre} from './node.mjs';

class Demo extends Palabre {
  static command = 'demo';
}

const here = fileURLToPath(new URL('.', import.meta.url));
const root = new URL('../../', import.meta.url);
const generated = new URL('api/client/palabre.d.ts', root);
const run = promisify(execFile);
let expected;
let palabre;
let folder;

/** Compiles the client with a program that uses it; the compiler's complaints, or nothing. */
async function compile(program) {
  await writeFile(join(folder, 'use.ts'), program);
  const flags = ['--strict', '--exactOptionalPropertyTypes', '--target', 'es2022', '--module', 'nodenext', '--skipLibCheck'];
  const files = [join(folder, 'client.ts'), join(folder, 'use.ts')];
  const tsc = join(here, 'node_modules/typescript/bin/tsc');
  return run(process.execPath, [tsc, ...flags, '--rewriteRelativeImportExtensions', ...files], {cwd: folder})
    .then(() => '', failed => failed.stdout);
}

before(async () => {
  expected = astToString(await openapiTS(new URL('docs/openapi.json', root)));
  if (process.env.UPDATE_SNAPSHOTS) await writeFile(generated, expected);
  palabre = await Demo.start();
  folder = await mkdtemp(join(here, 'client-'));
  for (const file of ['client.ts', 'palabre.d.ts']) await cp(new URL(`api/client/${file}`, root), join(folder, file));
  await writeFile(join(folder, 'package.json'), '{"type": "module"}');
  await symlink(join(here, 'node_modules'), join(folder, 'node_modules'));
});

after(async () => {
  await palabre.stop();
  await rm(folder, {recursive: true});
});

test('the committed types are those of the committed document', async () => {
  assert.ok(await readFile(generated, 'utf8') === expected, 'stale: run this test once with UPDATE_SNAPSHOTS=1 and commit');
});

test('a program that uses it rightly compiles and runs', async () => {
  const complaints = await compile(`
    import {members, palabre, PalabreError, value} from './client.ts';
    const client = palabre(process.argv[2] ?? '');
    const wallets: string[] = [];
    for await (const member of members(client, 'manual')) wallets.push(member.wallet);
    const community = 'manual';
    const path = {community};
    const one = value(await client.GET('/api/v1/communities/{community}/members/{id}/explain', {params: {path: {community, id: 1}}}));
    const counted: number = one.items.flatMap(epoch => epoch.lanes).reduce((sum, lane) => sum + lane.counted, 0);
    const body = {epochs: 1, recognition: {cap: [1, 1, 1, 1, 1, 1, 1, 1]}};
    const simulated = value(await client.POST('/api/v1/communities/{community}/simulate/rules', {params: {path}, body}));
    const lost = await client.GET('/api/v1/communities/{community}/members/{id}', {params: {path: {community, id: 99}}});
    let code = '';
    try { value(lost); } catch (error) { if (error instanceof PalabreError) code = error.problem.code; }
    console.log(JSON.stringify({wallets, counted, epochs: simulated.epochs.length, code}));
    declare const process: {argv: string[]};
    declare const console: {log(text: string): void};
  `);
  assert.equal(complaints, '');
  const {stdout} = await run(process.execPath, [join(folder, 'use.js'), palabre.pages]);
  const told = JSON.parse(stdout);
  assert.equal(told.wallets.length, 8);
  assert.ok(told.counted > 0);
  assert.deepEqual([told.epochs, told.code], [1, 'not_found']);
});

test('a program that uses it wrongly does not compile', async () => {
  const wrong = [
    `client.GET('/api/v1/communities/{community}/membres', {params: {path: {community: 'x'}}});`,
    `client.GET('/api/v1/communities/{community}/members', {params: {path: {}}});`,
    `client.GET('/api/v1/communities/{community}/members', {params: {path: {community: 'x'}, query: {limt: 3}}});`,
    `value(await client.GET('/api/v1/communities/{community}', {params: {path: {community: 'x'}}})).nmae;`,
    `client.POST('/api/v1/communities/{community}/simulate/rules', {params: {path: {community: 'x'}}, body: {epochs: 'all'}});`,
  ];
  const complaints = await compile(
    `import {palabre, value} from './client.ts';\nconst client = palabre('');\n${wrong.join('\n')}\n`,
  );
  for (const line of wrong.keys()) assert.match(complaints, new RegExp(`use\\.ts\\(${line + 3},`), wrong[line]);
});
