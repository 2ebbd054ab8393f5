// Outgoing webhooks of the real program, verified by the specification's own library. The receiver fails first, the
// program is killed in between, and nothing is lost or told under two names.
import assert from 'node:assert/strict';
import {once} from 'node:events';
import {createServer} from 'node:http';
import {mkdtemp} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {Wallet} from 'ethers';
import {Webhook} from 'standardwebhooks';
import {Palabre, sign} from './node.mjs';

const C = 'palabre';
const FLAGS = ['--pilot', '--dev', '--allow-private-url', '127.0.0.1/32'];
const founder = Wallet.createRandom();
let data;
let palabre;
let receiver;
let session;

/** A server that keeps what it gets and answers what the test says, 204 without more. */
class Receiver {
  static async start() {
    const it = Object.assign(new this(), {got: [], answers: [], waiting: []});
    it.server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      it.got.push({headers: request.headers, body});
      response.writeHead(it.answers.shift() ?? 204).end();
      for (const look of it.waiting) look();
    });
    await once(it.server.listen(0, '127.0.0.1'), 'listening');
    it.url = `http://127.0.0.1:${it.server.address().port}/hook`;
    return it;
  }

  /** Waits until something that came is as wanted; answers it. */
  until(wanted) {
    return new Promise(resolve => {
      const look = () => {
        const found = this.got.find(wanted);
        if (found) resolve(found);
      };
      this.waiting.push(look);
      look();
    });
  }
}

async function ask(method, path, body) {
  const headers = {cookie: session.cookie, 'x-csrf-token': session.token, ...(body && {'content-type': 'application/json'})};
  const answer = await fetch(`${palabre.pages}/api/v1${path}`, {method, headers, body: body && JSON.stringify(body)});
  const text = await answer.text();
  return {status: answer.status, json: text && JSON.parse(text)};
}

async function signIn() {
  const headers = {'content-type': 'application/json'};
  const url = `${palabre.pages}/api/v1/session`;
  const prepared = await fetch(`${url}/prepare`, {method: 'POST', headers, body: JSON.stringify({wallet: founder.address})});
  const [browser] = prepared.headers.getSetCookie().map(line => line.split(';')[0]);
  const {message} = await prepared.json();
  const signature = await founder.signMessage(message);
  const answer = await fetch(url, {method: 'POST', headers: {...headers, cookie: browser}, body: JSON.stringify({message, signature})});
  const cookie = answer.headers.getSetCookie().map(line => line.split(';')[0]).find(pair => pair.startsWith('__Host-palabre-session='));
  session = {cookie, token: (await answer.json()).csrf_token};
}

/** A stop without any warning. */
async function kill() {
  const ended = once(palabre.child, 'exit');
  palabre.child.kill('SIGKILL');
  await ended;
}

async function invite() {
  const prepared = await palabre.post(`/communities/${C}/relay/invitations/prepare`, {wallet: founder.address, uses: 9, days: 7});
  const signature = await sign(founder, prepared.typed_data);
  return (await palabre.post(prepared.submit.path, {...prepared.submit.body, signature})).code;
}

const kind = ({body}) => JSON.parse(body).type;
const idOf = ({headers}) => headers['webhook-id'];

before(async () => {
  receiver = await Receiver.start();
  data = await mkdtemp(join(tmpdir(), 'palabre-'));
  palabre = await Palabre.on(data, ...FLAGS);
  const token = new URL(palabre.links[0]).searchParams.get('founding');
  await palabre.act(founder, C, 'join', {founding_token: token});
  await signIn();
});

after(async () => {
  await palabre.stop();
  receiver.server.close();
  receiver.server.closeAllConnections();
});

test('a receiver verifies what it is told with another library, before and after its secret was replaced', async () => {
  const made = await ask('POST', `/communities/${C}/webhooks`, {url: receiver.url, types: ['*'], description: 'a test'});
  assert.equal(made.status, 201, JSON.stringify(made.json));
  const {id, secret} = made.json;
  const path = `/communities/${C}/webhooks/${id}`;
  const tested = await ask('POST', `${path}/test`);
  assert.equal(tested.status, 202, JSON.stringify(tested.json));
  const first = await receiver.until(one => idOf(one) === tested.json.webhook_id);
  assert.equal(new Webhook(secret).verify(first.body, first.headers).type, 'webhook.test');
  assert.throws(() => new Webhook(secret).verify(first.body + ' ', first.headers), /No matching signature/);

  const rotated = await ask('POST', `${path}/rotate`);
  assert.notEqual(rotated.json.secret, secret);
  const again = await ask('POST', `${path}/test`);
  const second = await receiver.until(one => idOf(one) === again.json.webhook_id);
  for (const either of [secret, rotated.json.secret]) new Webhook(either).verify(second.body, second.headers);
  const {json} = await ask('GET', `/communities/${C}/webhooks`);
  assert.ok(!JSON.stringify(json).includes('whsec_'), 'a secret is shown once');
  assert.equal((await ask('DELETE', path)).status, 204);
});

test('what happens is told through failures and a kill, each under one name', async () => {
  const {json: {id, secret}} = await ask('POST', `/communities/${C}/webhooks`, {url: receiver.url, types: ['member.joined']});
  const path = `/communities/${C}/webhooks/${id}/deliveries`;
  const invitation = await invite();
  receiver.got.length = 0;
  receiver.answers = [500];
  await palabre.act(Wallet.createRandom(), C, 'join', {invitation});
  const failed = await receiver.until(one => kind(one) === 'member.joined');
  await kill();
  palabre = await Palabre.on(data, ...FLAGS);
  for (let number = 0; number < 3; number++) await palabre.act(Wallet.createRandom(), C, 'join', {invitation});
  const arrived = await receiver.until(one => one !== failed && idOf(one) === idOf(failed));
  assert.equal(arrived.body, failed.body, 'the same message');
  new Webhook(secret).verify(arrived.body, arrived.headers);
  let rows;
  do {
    rows = (await ask('GET', path)).json.items;
  } while (rows.length < 4 || rows.some(row => row.state !== 'delivered'));
  const events = (await palabre.get(`/communities/${C}/events?name=Joined&order=oldest`)).items.slice(1);
  const told = new Set(receiver.got.map(idOf));
  assert.equal(told.size, 4, 'four people joined');
  assert.deepEqual(rows.map(row => row.webhook_id).sort(), [...told].sort());
  assert.deepEqual(events.map(event => `${event.block_number}-${event.log_index}`),
    rows.map(row => row.webhook_id.split('-').slice(0, 2).join('-')).reverse());
  const numbers = await (await fetch(`${palabre.pages}/metrics`)).text();
  assert.match(numbers, /palabre_webhook_attempts_total\{outcome="delivered"\} [1-9]/);
});

test('nobody can point the service at its own inside', async () => {
  for (const url of ['https://169.254.169.254/', 'https://[::1]/', 'http://10.0.0.1/', 'https://0x7f000002/']) {
    const answer = await ask('POST', `/communities/${C}/webhooks`, {url, types: ['*']});
    assert.equal(answer.json.code, 'address_not_public', url);
  }
});
