// The review as people use it: a documentalist confirms by keyboard, two reviewers sign in the browser, and the reasons
// show every step. PICTURES=folder keeps screenshots.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdtemp, readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {after, before, test} from 'node:test';
import {Wallet} from 'ethers';
import {Browser, picture, press, shows} from './browser.mjs';
import {Palabre} from './node.mjs';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const C = 'crowd';
let palabre;
let browser;
let chainId;
let people;
const pages = [];

before(async () => {
  const data = await mkdtemp(join(tmpdir(), 'palabre-'));
  const made = execFileSync(join(dirname(process.env.PALABRE), 'examples', 'reviewed'), [data], {encoding: 'utf8'});
  people = JSON.parse(made).keys.map(key => new Wallet(key));
  palabre = await Palabre.on(data, '--dev');
  browser = await Browser.start();
  chainId = Number(await palabre.rpc('eth_chainId'));
});

after(async () => {
  for (const page of pages) assert.deepEqual(page.problems, [], page.url());
  await browser.stop();
  await palabre.stop();
});

/** A page as a member who signed in sees it; members count from 1. */
async function as(member, path, options = {}) {
  const page = await browser.page({chainId, wallet: people[member - 1], ...options});
  pages.push(page);
  await page.goto(`${palabre.pages}/sign-in?next=${encodeURIComponent(`/c/${C}${path}`)}`);
  const [button, agree] = options.lang === 'fr'
    ? ['Me connecter avec mon portefeuille', 'C’est ce que je veux']
    : ['Sign in with my wallet', 'This is what I want'];
  await press(page, button);
  await press(page, agree);
  await page.waitForFunction(wanted => location.pathname + location.search === wanted, {timeout: 20_000}, `/c/${C}${path}`);
  await page.waitForSelector('main');
  return page;
}

/** No violation that a machine can find. */
async function accessible(page) {
  await page.evaluate(axe);
  const {violations} = await page.evaluate(() => axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}));
  assert.deepEqual(violations.map(one => `${one.id}: ${one.nodes.map(node => node.html).join(' ')}`), [], page.url());
}

async function on(page, object, what) {
  const card = await page.waitForFunction(wanted => [...document.querySelectorAll('[data-item]')]
    .find(item => [...item.querySelectorAll('a')].some(link => link.textContent === wanted)), {timeout: 10_000}, `rev-${object}`);
  return what(card.asElement());
}

async function choose(page, object, band) {
  await on(page, object, async card => {
    await (await card.$(`input[value=${band}]`)).click();
    const loaded = page.waitForNavigation();
    await (await card.$('button[data-confirm]')).click();
    await loaded;
  });
}

test('a documentalist finds what waits by keyboard and confirms it', async () => {
  const page = await as(5, '/review');
  await shows(page, 'Person 6 (Member 6)');
  await accessible(page);
  await picture(page, 'review');
  await on(page, '9', card => card.focus());
  await page.keyboard.press('j');
  assert.ok(await page.evaluate(() => document.activeElement.matches('[data-item]')), 'the next one has the focus');
  await page.keyboard.press('k');
  await page.keyboard.press('c');
  const focused = await page.evaluate(() => document.activeElement.textContent);
  assert.ok(focused.includes('it counts') || focused.includes('rev-'), focused);
  for (const [object, band] of [['7', 'S'], ['8', 'M'], ['9', 'S']]) await choose(page, object, band);
  await shows(page, 'ready to be signed');
  await on(page, '10', async card => assert.match(await card.evaluate(node => node.innerText), /your own work/));
});

test('two reviewers sign one batch, and it is recorded', async () => {
  const first = await as(2, '/review/batches');
  await shows(first, '2 contributions, 8 points');
  await accessible(first);
  await press(first, 'Look at it and sign');
  await shows(first, 'I confirm 2 contribution(s)');
  await press(first, 'This is what I want');
  await shows(first, 'Done.');
  assert.equal(first.signed.at(-1).message.items.length, 2 + 2 * 32, 'two items of 16 bytes');
  const second = await as(3, '/review/batches', {lang: 'fr'});
  await shows(second, 'attend des signatures');
  await accessible(second);
  await picture(second, 'review-batches');
  await press(second, 'Signer aussi');
  await press(second, 'C’est ce que je veux');
  await second.waitForFunction(() => document.querySelector('[data-choices] a.button'), {timeout: 30_000});
  await palabre.mirrored({block: {number: Number(await palabre.rpc('eth_blockNumber'))}});
  await second.reload();
  await shows(second, 'inscrit');
  await shows(second, 'lot 0');
});

test('the reasons name the act, the line, who confirmed, the batch and the transaction', async () => {
  const page = await as(7, '/members/7/reasons');
  for (const text of ['rev-8', 'line wiki_page', 'Member 5', 'batch 0', 'Member 2', 'Member 3']) await shows(page, text);
  await accessible(page);
  await picture(page, 'reasons');
  const plain = await browser.page({script: false});
  pages.push(plain);
  await plain.goto(`${palabre.pages}/c/${C}/members/7/reasons`);
  const text = await plain.evaluate(() => document.body.innerText);
  assert.ok(!text.includes('rev-8') && text.includes('batch 0'), 'accounts and acts are for members');
  const report = await as(1, '/epochs/0/anomalies');
  await shows(report, 'What is unusual in epoch 0');
  await accessible(report);
});

test('the inbox fits a phone and speaks French', async () => {
  const page = await as(5, '/review?state=proposed', {lang: 'fr', width: 360});
  await shows(page, 'Relecture');
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'nothing sticks out');
  await accessible(page);
  await picture(page, 'review-phone');
});
