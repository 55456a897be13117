// A headless Chromium driven over a pipe (DevTools protocol on file descriptors 3 and 4): no port, no WebSocket,
// no dependency. Used by checks of pages; nothing of the product loads it.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const CALL_TIMEOUT_MS = 60_000;
const FLAGS = [
  '--headless=new',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--remote-debugging-pipe',
];

/** Starts a browser with one page: `{send(method, params), on(listener), close()}`. */
export async function openPage(binary) {
  const profile = mkdtempSync(path.join(tmpdir(), 'parsimony-chromium-'));
  // Chromium's sandbox cannot start as root, which is what containers of CI run as.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = spawn(binary, [...FLAGS, ...sandbox, `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const [, , , input, output] = browser.stdio;
  const waiting = new Map();
  const listeners = [];
  let nextId = 0;
  let buffered = Buffer.alloc(0);

  const failAll = (reason) => {
    for (const { reject } of waiting.values()) reject(new Error(reason));
    waiting.clear();
  };
  browser.on('error', (error) => failAll(`chromium did not start: ${error.message}`));
  browser.on('exit', (code) => failAll(`chromium ended (${code})`));
  input.on('error', () => failAll('chromium closed its pipe'));
  output.on('data', (chunk) => {
    buffered = Buffer.concat([buffered, chunk]);
    for (let end = buffered.indexOf(0); end >= 0; end = buffered.indexOf(0)) {
      receive(JSON.parse(buffered.subarray(0, end).toString('utf8')));
      buffered = buffered.subarray(end + 1);
    }
  });

  function receive(message) {
    const call = waiting.get(message.id);
    if (call === undefined) {
      for (const listener of listeners) listener(message);
      return;
    }
    waiting.delete(message.id);
    if (message.error) call.reject(new Error(`${call.method}: ${message.error.message}`));
    else call.resolve(message.result);
  }

  function call(method, params = {}, sessionId = undefined) {
    nextId += 1;
    const id = nextId;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.delete(id);
        reject(new Error(`${method} got no answer in ${CALL_TIMEOUT_MS / 1000} s`));
      }, CALL_TIMEOUT_MS);
      const settle = (how) => (value) => {
        clearTimeout(timer);
        how(value);
      };
      waiting.set(id, { method, resolve: settle(resolve), reject: settle(reject) });
      input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  }

  async function close() {
    await call('Browser.close').catch(() => undefined);
    if (browser.exitCode === null && browser.signalCode === null) {
      await new Promise((resolve) => {
        const timer = setTimeout(() => browser.kill('SIGKILL'), 5_000);
        browser.once('exit', () => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }

  try {
    const { targetInfos } = await call('Target.getTargets');
    const page = targetInfos.find((target) => target.type === 'page');
    const { sessionId } = await call('Target.attachToTarget', { targetId: page.targetId, flatten: true });
    return {
      send: (method, params) => call(method, params, sessionId),
      on: (listener) => listeners.push(listener),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Runs an expression in the page and returns its JSON value; a thrown error is thrown here. */
export async function evaluate(page, expression) {
  const { result, exceptionDetails } = await page.send('Runtime.evaluate', {
    expression,
    returnByValue: true,
    awaitPromise: true,
  });
  if (exceptionDetails) {
    throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  }
  return result.value;
}

/** Opens an address and waits until it has loaded and laid itself out. */
export async function navigate(page, url) {
  const loaded = new Promise((resolve) => {
    page.on((message) => {
      if (message.method === 'Page.loadEventFired') resolve();
    });
  });
  await page.send('Page.enable');
  const { errorText } = await page.send('Page.navigate', { url });
  if (errorText) throw new Error(`${url}: ${errorText}`);
  await loaded;
  await settle(page);
}

/** Two frames: layout, resize observers and charts have run. */
export async function settle(page) {
  await evaluate(
    page,
    'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))',
  );
}
