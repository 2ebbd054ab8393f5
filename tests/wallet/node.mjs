// Starts the real program on free ports with a data folder of its own, and talks to it as people do.
import {spawn} from 'node:child_process';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';

/** A running node. */
export class Palabre {
  static command = 'up';

  /** @param {string[]} flags */
  static async start(...flags) {
    return this.on(await mkdtemp(join(tmpdir(), 'palabre-')), ...flags);
  }

  /** On a given data folder, which is removed when the node stops. */
  static async on(data, ...flags) {
    const args = [this.command, '--json', '--data', data, '--listen', '127.0.0.1:0', '--rpc-listen', '127.0.0.1:0', ...flags];
    const child = spawn(process.env.PALABRE, args, {stdio: ['ignore', 'pipe', 'inherit']});
    const lines = createInterface({input: child.stdout});
    const ready = await new Promise((resolve, reject) => {
      lines.once('line', line => resolve(JSON.parse(line)));
      child.once('exit', code => reject(new Error(`palabre ended with code ${code} before it was ready`)));
    });
    return Object.assign(new this(), {child, data, pages: ready.pages, rpcUrl: ready.rpc, links: ready.links});
  }

  async stop() {
    const ended = new Promise(resolve => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    const code = await ended;
    await rm(this.data, {recursive: true});
    return code;
  }

  /** GET under the API; the answer's JSON. */
  async get(path) {
    const answer = await fetch(`${this.pages}/api/v1${path}`);
    if (!answer.ok) throw Object.assign(new Error(`GET ${path}: ${answer.status}`), {problem: await answer.json()});
    return answer.json();
  }

  /** POST under the API; the answer's JSON, or an error that carries the problem document. */
  async post(path, body) {
    const headers = {'content-type': 'application/json'};
    const url = path.startsWith('/api/') ? `${this.pages}${path}` : `${this.pages}/api/v1${path}`;
    const answer = await fetch(url, {method: 'POST', headers, body: JSON.stringify(body)});
    const json = await answer.json();
    if (!answer.ok) throw Object.assign(new Error(`POST ${path}: ${JSON.stringify(json)}`), {status: answer.status, problem: json});
    return json;
  }

  /** Prepares an action, signs what comes back exactly as a wallet would, submits it and waits for the block. */
  async act(wallet, community, action, input = {}) {
    const prepared = await this.post(`/communities/${community}/relay/${action}/prepare`, {wallet: wallet.address, ...input});
    const signature = await sign(wallet, prepared.typed_data);
    const intent = await this.post(prepared.submit.path, {...prepared.submit.body, signature});
    return {prepared, signature, intent: await this.settled(intent)};
  }

  /** Asks for something that nobody signs and waits for the block. */
  async upkeep(community, what, input) {
    return this.settled(await this.post(`/communities/${community}/relay/${what}`, input));
  }

  async settled(intent) {
    while (!intent.final) intent = await this.get(`/relay/${intent.intent_id}?wait=20`);
    if (intent.state !== 'mined') throw Object.assign(new Error(`intent failed: ${JSON.stringify(intent.reason)}`), {intent});
    return this.mirrored(intent);
  }

  /** Waits until the mirror shows the block of an intent: reads then show what it did. */
  async mirrored(intent) {
    for (;;) {
      const {as_of} = await this.get('/communities');
      if (as_of.block_number >= intent.block.number) return intent;
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  }

  /** JSON-RPC of the embedded chain. */
  async rpc(method, ...params) {
    const body = JSON.stringify({jsonrpc: '2.0', id: 1, method, params});
    const answer = await fetch(this.rpcUrl, {method: 'POST', headers: {'content-type': 'application/json'}, body});
    const {result, error} = await answer.json();
    if (error) throw new Error(`${method}: ${error.message}`);
    return result;
  }

  /** Lets the chain's time pass. */
  async pass(seconds) {
    await this.rpc('evm_increaseTime', seconds);
    await this.rpc('evm_mine');
  }
}

/** What a wallet does with the argument of eth_signTypedData_v4. */
export function sign(wallet, {domain, types, message}) {
  const {EIP712Domain, ...own} = types;
  return wallet.signTypedData(domain, own, message);
}
