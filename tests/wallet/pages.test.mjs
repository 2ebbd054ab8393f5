// The pages as people use them, in a headless Chromium with a wallet of its own. PICTURES=folder keeps screenshots.
import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {after, before, test} from 'node:test';
import {Wallet} from 'ethers';
import {Browser, picture, press, shows} from './browser.mjs';
import {Palabre, sign} from './node.mjs';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const C = 'palabre';
const [founder, member] = Array.from({length: 2}, () => Wallet.createRandom());
let palabre;
let browser;
let chainId;
let invitation;
const pages = [];

before(async () => {
  palabre = await Palabre.start('--pilot', '--dev', '--allow-private-url', '127.0.0.1/32');
  browser = await Browser.start();
  chainId = Number(await palabre.rpc('eth_chainId'));
});

after(async () => {
  for (const page of pages) assert.deepEqual(page.problems, [], page.url());
  await browser.stop();
  await palabre.stop();
});

async function open(path, options = {}) {
  const page = await browser.page({chainId, ...options});
  pages.push(page);
  const answer = await page.goto(path.startsWith('http') ? path : `${palabre.pages}/c/${C}${path}`);
  assert.equal(answer.status(), 200, path);
  return page;
}

const sentence = page => page.$eval('[data-sentence]:not([hidden])', quote => quote.textContent);

test('the founder opens the link, reads what is signed, and becomes a member', async () => {
  const link = palabre.links[0].replace(/^https?:\/\/[^/]+/, palabre.pages);
  const page = await open(link, {wallet: founder});
  await press(page, 'Join with my wallet');
  await shows(page, 'Read what you are about to sign.');
  const said = await sentence(page);
  assert.match(said, /^I join .* and accept its charter, version 1/);
  assert.equal(page.signed.length, 0, 'nothing is signed before the person agrees');
  await picture(page, 'join');
  await press(page, 'This is what I want');
  await shows(page, 'Done.');
  assert.equal(page.signed[0].message.wallet, founder.address.toLowerCase());
  await palabre.mirrored({block: {number: Number(await palabre.rpc('eth_blockNumber'))}});
  const prepared = await palabre.post(`/communities/${C}/relay/invitations/prepare`, {wallet: founder.address, uses: 5, days: 7});
  const signature = await sign(founder, prepared.typed_data);
  invitation = (await palabre.post(prepared.submit.path, {...prepared.submit.body, signature})).code;
});

test('a newcomer joins in French, in three clicks and one signature', async () => {
  const page = await open(`/join?invitation=${encodeURIComponent(invitation)}`, {wallet: member, lang: 'fr'});
  assert.equal(await page.$eval('html', html => html.lang), 'fr');
  await press(page, 'Rejoindre avec mon portefeuille');
  await press(page, 'C’est ce que je veux');
  await page.waitForSelector('a.button[href$="/members"]');
  assert.equal(page.signed.length, 1);
});

test('a member proposes with a form that shows its effects first', async () => {
  await palabre.upkeep(C, 'open');
  await palabre.pass(1);
  const page = await open('/propose', {wallet: founder});
  await picture(page, 'propose-kinds');
  await Promise.all([page.waitForNavigation(), page.click('a[href$="kind=share_rules"]')]);
  await page.type('#description', '# Share more equally\n\nBecause everybody matters.');
  await page.type('#discussion', 'https://forum.example.org/t/9');
  await page.select('#house', 'members');
  const equal = await page.$('[name="template.equal_bps"]');
  await equal.evaluate(field => { field.value = '2000'; });
  await press(page, 'Propose');
  await shows(page, 'Read what you are about to sign.');
  const effects = await page.$eval('[data-effects]', list => list.innerText);
  assert.match(effects, /equally among active members 20 %.*\(would work now\)/);
  await picture(page, 'propose');
  await press(page, 'This is what I want');
  await shows(page, 'Done.');
  await palabre.pass(2);
});

test('the proposal is decoded, rehearsed, and voted on', async () => {
  const {items: [proposal]} = await palabre.get(`/communities/${C}/proposals`);
  const page = await open(`/proposals/members/${proposal.id}`, {wallet: member, lang: 'fr'});
  const text = await page.$eval('main', main => main.innerText);
  assert.match(text, /à parts égales entre membres actifs 20 %/);
  assert.match(text, /Exécutée sur l.état de cet instant, elle marcherait\./);
  assert.equal(await page.$eval('a[href="https://forum.example.org/t/9"]', link => link.textContent), 'Discussion');
  await page.type('#reason', 'parce que');
  await press(page, 'Pour');
  await page.waitForSelector('[data-sentence]:not([hidden])');
  assert.match(await sentence(page), /^Je vote pour la proposition .*parce que : « parce que »/);
  await press(page, 'C’est ce que je veux');
  await page.waitForSelector('a.button[href*="/proposals/"]');
  await Promise.all([page.waitForNavigation(), page.click('[data-choices] a.button')]);
  await picture(page, 'proposal');
  const {proposal: {tally}} = await palabre.get(`/communities/${C}/proposals/members/${proposal.id}`);
  assert.equal(tally.for, '1');
});

test('a poll is asked, answered, changed and shown', async () => {
  const page = await open('/polls/new?kind=instant_runoff', {wallet: founder});
  await page.type('#question', 'What shall we plant?');
  await page.type('#options', 'Apples\nPears\nPlums');
  await press(page, 'Open the poll');
  await press(page, 'This is what I want');
  await shows(page, 'Done.');
  const answer = async (wallet, places) => {
    const page = await open('/polls/1', {wallet});
    for (const [index, place] of places.entries()) await page.type(`#o${index + 1}`, String(place));
    await press(page, 'Answer');
    await press(page, 'This is what I want');
    await shows(page, 'Done.');
    return page;
  };
  await answer(founder, [1, 2, 3]);
  await answer(member, [1, 3, 2]);
  const last = await answer(member, [2, 1, 3]);
  assert.deepEqual(last.signed[0].message.answer, ['1. Pears', '2. Apples', '3. Plums']);
  const seen = await open('/polls/1', {script: false});
  const text = await seen.$eval('main', main => main.innerText);
  assert.match(text, /Several options are equal\./);
  assert.match(text, /2 of 2 members with a vote answered/);
  await picture(seen, 'poll');
});

test('the account lends votes and takes them back', async () => {
  const page = await open('/account', {wallet: member});
  await press(page, 'Take it from my wallet');
  await page.waitForNavigation();
  await shows(page, 'You vote yourself.');
  await page.type('#to-membership', founder.address);
  await press(page, 'Lend my votes');
  await press(page, 'This is what I want');
  await shows(page, 'Done.');
  await Promise.all([page.waitForNavigation(), page.click('[data-choices] a.button')]);
  await shows(page, 'Your votes are lent to Member 1');
  await picture(page, 'account');
  await press(page, 'Vote myself');
  await press(page, 'This is what I want');
  await shows(page, 'Done.');
  await Promise.all([page.waitForNavigation(), page.click('[data-choices] a.button')]);
  await shows(page, 'You vote yourself.');
});

/** Signs in on the page, as a person does. */
async function signIn(page, french = false) {
  await press(page, french ? 'Me connecter avec mon portefeuille' : 'Sign in with my wallet');
  await page.waitForSelector('[data-text]:not([hidden])');
  const said = await page.$eval('[data-text]', text => text.textContent);
  assert.equal(page.signed.length, 0, 'nothing is signed before the person agrees');
  await Promise.all([page.waitForNavigation(), press(page, french ? 'C’est ce que je veux' : 'This is what I want')]);
  assert.equal(page.signed[0].text, said, 'what was shown is what was signed');
}

test('a member reads the text, signs in, sees where else, and signs out', async () => {
  const there = await open(`${palabre.pages}/sign-in`, {wallet: member});
  await signIn(there);
  const page = await open(`${palabre.pages}/sign-in`, {wallet: member, lang: 'fr'});
  await signIn(page, true);
  const text = await page.$eval('main', main => main.innerText);
  assert.match(text, new RegExp(member.address, 'i'));
  assert.match(text, /Ce navigateur/);
  await picture(page, 'sign-in');
  await Promise.all([page.waitForNavigation(), press(page, 'Terminer celle-ci')]);
  await there.reload();
  await shows(there, 'Sign in with my wallet');
  await Promise.all([page.waitForNavigation(), press(page, 'Me déconnecter')]);
  await shows(page, 'Me connecter avec mon portefeuille');
});

test('an organizer makes and revokes a key and a webhook; secrets are shown once', async () => {
  const page = await open('/tools', {wallet: founder});
  assert.match(page.url(), /\/sign-in\?next=/, 'who is not signed in is asked to');
  await signIn(page);
  assert.match(page.url(), /\/tools$/);
  const secret = async begins => {
    const shown = await page.waitForFunction(start => [...document.querySelectorAll('[data-text]:not([hidden])')]
      .map(one => one.textContent).find(text => text.startsWith(start)), {timeout: 10_000}, begins);
    const text = await shown.jsonValue();
    await Promise.all([page.waitForNavigation(), press(page, 'I kept it')]);
    assert.ok(!(await page.content()).includes(text), 'shown once');
  };
  await page.type('#key-name', 'Grafana');
  await press(page, 'Make the key');
  await secret('plb_');
  await page.type('#hook-url', 'http://127.0.0.1:9/hook');
  await press(page, 'Make the webhook');
  await secret('whsec_');
  await Promise.all([page.waitForNavigation(), press(page, 'Send a test message')]);
  await shows(page, 'webhook.test');
  await picture(page, 'tools');
  for (const width of [320, 1280]) {
    await page.setViewport({width, height: 900});
    await page.evaluate(axe);
    const {violations} = await page.evaluate(() => axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}));
    assert.deepEqual(violations.map(one => `${one.id}: ${one.nodes.map(node => node.html).join(' | ')}`), [], `${width}`);
  }
  await press(page, 'Revoke');
  await Promise.all([page.waitForNavigation(), press(page, 'Yes')]);
  await shows(page, 'There is no key yet.');
});

test('an outsider keeps a draft, and a member sponsors it', async () => {
  const page = await open('/propose?kind=text');
  await page.type('#description', '# A bench for the yard\n\n<img src=x onerror=alert(1)> please');
  await page.click('summary');
  await page.type('#author', 'Amina');
  await press(page, 'Keep as a draft');
  await shows(page, 'keep this key');
  const link = await page.$eval('[data-choices] a.button', link => link.href);
  const sponsor = await open(link, {wallet: member});
  assert.equal(await sponsor.$('img[src=x]'), null, 'what people write is text');
  await picture(sponsor, 'draft');
  await press(sponsor, 'Propose it in my name');
  await press(sponsor, 'This is what I want');
  await shows(sponsor, 'Done.');
  assert.match(sponsor.signed[0].message.description, /Draft by Amina\.\n#proposer=/);
});

test('without a wallet, pages say what to do; without JavaScript, they can be read', async () => {
  const page = await open('/polls/1');
  for (const [index, place] of [1, 2, 3].entries()) await page.type(`#o${index + 1}`, String(place));
  await press(page, 'Answer');
  await shows(page, 'No wallet was found in this browser.');
  for (const path of ['', '/members', '/proposals', '/polls', '/polls/1', '/account?wallet=' + member.address, '/join', '/propose?kind=rules']) {
    const plain = await open(path, {script: false});
    assert.ok((await plain.$eval('main', main => main.innerText)).length > 40, path);
    assert.equal(await plain.$$eval('main [data-act]:not([hidden])', all => all.length), 0, 'no button that cannot work');
  }
});

test('a person who says no has signed nothing', async () => {
  const page = await open('/account?wallet=' + member.address, {wallet: member});
  await press(page, 'Leave the community');
  await press(page, 'Cancel');
  await shows(page, 'Nothing was signed.');
  assert.equal(page.signed.length, 0);
});

test('everything can be done with the keyboard alone', async () => {
  const page = await open('/polls/1', {wallet: member});
  const tabTo = async wanted => {
    for (let turn = 0; turn < 60; turn++) {
      await page.keyboard.press('Tab');
      if (await page.evaluate(wanted => document.activeElement.matches(wanted), wanted)) return;
    }
    assert.fail(`${wanted} cannot be reached with Tab`);
  };
  for (const [index, place] of ['3', '2', '1'].entries()) {
    await tabTo(`#o${index + 1}`);
    await page.keyboard.type(place);
  }
  await tabTo('button[data-body]');
  await page.keyboard.press('Enter');
  await page.waitForSelector('[data-choices] button');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'This is what I want', 'the focus follows');
  await page.keyboard.press('Enter');
  await shows(page, 'Done.');
});

test('no page has an accessibility problem that axe knows (WCAG 2.2 AA), in both languages, schemes and widths', async () => {
  const {items: [proposal]} = await palabre.get(`/communities/${C}/proposals?state=active`);
  const paths = ['', '/members', '/members/1', '/proposals', `/proposals/members/${proposal.id}`, '/polls', '/polls/1', '/polls/new',
    '/polls/new?kind=score', '/polls/new?kind=consent', '/propose', '/propose?kind=rules', '/propose?kind=roles', '/join',
    '/account', '/account?wallet=' + member.address, '/epochs/0', '/sign-in'];
  let checked = 0;
  for (const lang of ['en', 'fr']) {
    for (const [width, scheme] of [[320, 'dark'], [1280, 'light']]) {
      const page = await browser.page({lang, width});
      await page.emulateMediaFeatures([{name: 'prefers-color-scheme', value: scheme}]);
      for (const path of paths) {
        await page.goto(path === '/sign-in' ? `${palabre.pages}${path}` : `${palabre.pages}/c/${C}${path}`);
        await page.evaluate(axe);
        const {violations} = await page.evaluate(() => axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}));
        const found = violations.map(one => `${one.id}: ${one.nodes.map(node => node.html).join(' | ')}`);
        assert.deepEqual(found, [], `${lang} ${width} ${scheme} ${path}`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.ok(wide <= 0, `${path} is ${wide} pixels too wide at ${width}`);
        if (path.startsWith('/polls/1') || path.startsWith('/propose?kind=rules')) await picture(page, `${path.replace(/\W+/g, '-')}-${lang}-${width}`);
        checked++;
      }
    }
  }
  console.log(`axe: ${checked} pages without a violation`);
});
