// A headless Chromium with an injected wallet: announced by EIP-6963, signing through ethers outside the page.
import {existsSync} from 'node:fs';
import {mkdir} from 'node:fs/promises';
import {join} from 'node:path';
import {getBytes} from 'ethers';
import puppeteer from 'puppeteer-core';

const PLACES = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export class Browser {
  /** Starts Chromium; the tests need it, so its absence is an error with the way out. */
  static async start() {
    const executablePath = PLACES.find(place => place && existsSync(place));
    if (!executablePath) throw new Error('Chromium is missing: install it (Debian: apt-get install chromium) or set CHROMIUM');
    const browser = await puppeteer.launch({
      executablePath, headless: true, args: ['--no-sandbox', '--disable-dev-shm-usage', '--lang=en'],
    });
    return Object.assign(new this(), {browser});
  }

  stop() {
    return this.browser.close();
  }

  /**
   * A page in a language, with a wallet or none. Errors of the page fail the test that asked for it, at its end.
   * @param {{ lang?: string, wallet?: import('ethers').Wallet, chainId?: number, width?: number, script?: boolean }} options
   */
  async page({lang = 'en', wallet, chainId, width = 1280, script = true} = {}) {
    const context = await this.browser.createBrowserContext();
    const page = await context.newPage();
    page.problems = [];
    page.on('pageerror', error => page.problems.push(`script: ${error.message}`));
    page.on('console', message => {
      if (message.type() === 'error') page.problems.push(`console: ${message.text()}`);
    });
    await page.setJavaScriptEnabled(script);
    await page.setViewport({width, height: 900});
    await page.setExtraHTTPHeaders({'accept-language': lang});
    if (wallet) await inject(page, wallet, chainId);
    return page;
  }
}

/** What the wallet was asked to sign, as it would show it. */
async function inject(page, wallet, chainId) {
  page.signed = [];
  await page.exposeFunction('walletSigns', async text => {
    const {domain, types, message} = JSON.parse(text);
    page.signed.push({domain, message});
    const {EIP712Domain, ...own} = types;
    return wallet.signTypedData(domain, own, message);
  });
  await page.exposeFunction('walletSignsText', async hex => {
    page.signed.push({text: new TextDecoder().decode(getBytes(hex))});
    return wallet.signMessage(getBytes(hex));
  });
  await page.evaluateOnNewDocument((address, chain) => {
    const provider = {
      async request({method, params}) {
        if (method === 'eth_requestAccounts' || method === 'eth_accounts') return [address];
        if (method === 'eth_chainId') return chain;
        if (method === 'eth_signTypedData_v4') return window.walletSigns(params[1]);
        if (method === 'personal_sign') return window.walletSignsText(params[0]);
        throw Object.assign(new Error(`${method} is not for tests`), {code: 4200});
      },
    };
    const info = {uuid: '350670db-19fa-4704-a166-e52e178b59d2', name: 'Test wallet', icon: 'data:,', rdns: 'org.example.test'};
    const announce = () => window.dispatchEvent(new CustomEvent('eip6963:announceProvider', {detail: Object.freeze({info, provider})}));
    window.addEventListener('eip6963:requestProvider', announce);
    announce();
  }, wallet.address, '0x' + chainId.toString(16));
}

/** Presses the button with this text. */
export async function press(page, text) {
  const handle = await page.waitForFunction(label => {
    const buttons = [...document.querySelectorAll('button, a.button')];
    return buttons.find(button => button.textContent.trim() === label && !button.disabled && button.checkVisibility());
  }, {timeout: 30_000}, text);
  await handle.asElement().click();
}

/** Waits until some text is on the page. */
export function shows(page, text) {
  return page.waitForFunction(wanted => document.body.innerText.includes(wanted), {timeout: 20_000}, text);
}

/** Keeps a picture of the whole page where PICTURES says. */
export async function picture(page, name) {
  if (!process.env.PICTURES) return;
  await mkdir(process.env.PICTURES, {recursive: true});
  await page.screenshot({path: join(process.env.PICTURES, `${name}.png`), fullPage: true});
}
