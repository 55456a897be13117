// Checks a report page in a real browser: node scripts/check-report.mjs <report.html> [chromium]
// Exit 0 when it holds, 1 with every fault listed, 2 when it could not be checked.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { evaluate, navigate, openPage, settle } from './chromium-pipe.mjs';
import { pageChecks, planeChecks } from './page-faults.mjs';

const [file, binary = process.env.CHROMIUM ?? 'chromium'] = process.argv.slice(2);
if (file === undefined || !existsSync(file)) {
  console.error('usage: node scripts/check-report.mjs <report.html> [path of chromium]');
  process.exit(2);
}

const faults = [];
try {
  await check(pathToFileURL(path.resolve(file)).href);
} catch (error) {
  console.error(`the page could not be checked: ${error instanceof Error ? error.message : error}`);
  process.exit(2);
}
for (const fault of new Set(faults)) console.error(`✕ ${fault}`);
console.log(`${path.basename(file)}: ${faults.length === 0 ? 'no fault' : `${new Set(faults).size} faults`}`);
process.exitCode = faults.length === 0 ? 0 : 1;

async function check(url) {
  const page = await openPage(binary);
  try {
    page.on((message) => watch(message, url));
    for (const domain of ['Runtime', 'Log', 'Network']) await page.send(`${domain}.enable`);
    for (const scheme of ['light', 'dark']) {
      for (const width of [1280, 360]) {
        await size(page, width, scheme);
        await navigate(page, url);
        await settle(page);
        for (const expression of pageChecks(width)) {
          const found = await evaluate(page, expression);
          faults.push(...found.map((fault) => `${fault} (${width} px, ${scheme})`));
        }
      }
    }
    await size(page, 1280, 'light');
    await navigate(page, url);
    await checkKeyboard(page);
    await checkThemeSwitch(page);
    await checkSamples(page);
    await checkFlags(page);
    for (const expression of planeChecks()) faults.push(...(await evaluate(page, expression)));
    await checkWithoutScripts(page, url);
  } finally {
    await page.close();
  }
}

async function size(page, width, scheme) {
  await page.send('Emulation.setDeviceMetricsOverride', {
    width,
    height: 900,
    deviceScaleFactor: 1,
    mobile: width < 600,
  });
  await page.send('Emulation.setEmulatedMedia', {
    features: [{ name: 'prefers-color-scheme', value: scheme }],
  });
}

/** What the browser complains about, and every request but the page itself. */
function watch({ method, params }, url) {
  if (method === 'Runtime.exceptionThrown') {
    faults.push(
      `a script threw: ${params.exceptionDetails.exception?.description ?? params.exceptionDetails.text}`,
    );
  } else if (method === 'Runtime.consoleAPICalled' && ['error', 'warning', 'assert'].includes(params.type)) {
    faults.push(
      `console ${params.type}: ${params.args.map((arg) => arg.value ?? arg.description).join(' ')}`,
    );
  } else if (
    method === 'Log.entryAdded' &&
    params.entry.level !== 'info' &&
    params.entry.level !== 'verbose'
  ) {
    faults.push(`browser ${params.entry.level}: ${params.entry.text}`);
  } else if (method === 'Network.requestWillBeSent') {
    const target = params.request.url;
    if (target.split('#')[0] !== url && !target.startsWith('data:'))
      faults.push(`network request to ${target}`);
  }
}

/** Tab must reach every control that is on the page, and show where it is. */
async function checkKeyboard(page) {
  const expected = await evaluate(
    page,
    `(() => {
      const controls = [...document.querySelectorAll('a[href], button, select, summary, input, textarea, [tabindex="0"]')]
        .filter((element) => element.checkVisibility() && !element.disabled);
      controls.forEach((element, at) => { element.dataset.checkControl = at; });
      document.activeElement?.blur();
      return controls.length;
    })()`,
  );
  const reached = new Set();
  const faint = new Set();
  // Tables that are drawn when they come into view bring controls of their own.
  for (let presses = 0; presses < 2 * expected + 40 && reached.size < expected; presses += 1) {
    for (const type of ['rawKeyDown', 'keyUp']) {
      await page.send('Input.dispatchKeyEvent', { type, key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 });
    }
    const focus = await evaluate(
      page,
      `(() => {
        const element = document.activeElement;
        const style = getComputedStyle(element);
        const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
        return { id: element.dataset.checkControl ?? null, ring, tag: element.tagName.toLowerCase(), text: element.textContent.trim().slice(0, 40) };
      })()`,
    );
    if (focus.id === null) continue;
    reached.add(focus.id);
    if (!focus.ring) faint.add(`focus is not visible on <${focus.tag}> “${focus.text}”`);
  }
  faults.push(...faint);
  if (reached.size < expected) faults.push(`Tab reaches ${reached.size} of ${expected} controls`);
}

async function checkThemeSwitch(page) {
  const change = await evaluate(
    page,
    `(() => {
      const button = document.getElementById('theme');
      if (button === null) return null;
      const background = () => getComputedStyle(document.body).backgroundColor;
      const before = background();
      const seen = [0, 1].map(() => { button.click(); return background(); });
      button.click();
      return { changed: seen.some((colour) => colour !== before), restored: background() === before };
    })()`,
  );
  if (change === null) faults.push('there is no theme switch');
  else if (!change.changed || !change.restored)
    faults.push('the theme switch does not change the colours and back');
}

/** The table of all samples draws what is looked at, sorts and filters, and keeps the page small. */
async function checkSamples(page) {
  const there = `(() => {
    const box = document.getElementById('samples-box');
    box?.scrollIntoView();
    return box !== null;
  })()`;
  if (!(await evaluate(page, there))) return;
  await settle(page);
  const found = await evaluate(
    page,
    `(async () => {
      const faults = [];
      const box = document.getElementById('samples-box');
      const frame = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const rows = () => [...box.querySelectorAll('tbody tr:not(.spacer)')];
      const total = Number(box.querySelector('table')?.getAttribute('aria-rowcount') ?? 1) - 1;
      if (rows().length === 0) return ['the table of all samples is empty'];
      if (total > 200 && rows().length > 120) faults.push('the table of all samples draws ' + rows().length + ' rows at once');
      const last = rows().at(-1).getAttribute('aria-rowindex');
      box.scrollTop = box.scrollHeight;
      await frame();
      await frame();
      if (total > 60 && rows().at(-1).getAttribute('aria-rowindex') === last) faults.push('scrolling draws no further samples');
      if (rows().at(-1).getAttribute('aria-rowindex') !== String(total + 1)) faults.push('the last sample cannot be reached');
      const [sorter] = box.querySelectorAll('button.sort');
      const first = rows()[0].textContent;
      sorter.click();
      if (sorter.closest('th').getAttribute('aria-sort') === 'none') faults.push('sorting samples is not announced');
      sorter.click();
      if (total > 1 && rows()[0].textContent === first) faults.push('sorting samples changes nothing');
      const filter = document.getElementById('samples-filter');
      filter.value = 'no such sample';
      filter.dispatchEvent(new Event('input'));
      if (rows().length !== 0) faults.push('filtering samples leaves what does not match');
      return faults;
    })()`,
  );
  faults.push(...found);
}

/** The tables of flags narrow to a text and a kind, say how many are left, and come back whole. */
async function checkFlags(page) {
  const found = await evaluate(
    page,
    `(() => {
      const faults = [];
      for (const controls of document.querySelectorAll('[data-filters]')) {
        const rows = [...document.getElementById(controls.dataset.filters).querySelectorAll('tbody tr')];
        const shown = () => rows.filter((row) => !row.hidden);
        const [input, select, count] = ['input', 'select', '[role="status"]'].map((part) => controls.querySelector(part));
        const set = (control, value) => {
          control.value = value;
          control.dispatchEvent(new Event(control === input ? 'input' : 'change'));
        };
        set(input, 'no such sample');
        if (shown().length !== 0) faults.push('filtering flags leaves what does not match');
        if (!count.textContent.startsWith('0 of ')) faults.push('filtering flags does not tell how many are left');
        set(input, '');
        for (const kind of [...select.options].map((option) => option.value).filter((value) => value !== '')) {
          set(select, kind);
          const having = rows.filter((row) => row.textContent.includes(kind)).length;
          if (shown().length !== having) faults.push('the flags of kind ' + kind + ' are not those that are shown');
        }
        set(select, '');
        if (shown().length !== rows.length) faults.push('the table of flags does not come back whole');
      }
      return faults;
    })()`,
  );
  faults.push(...found);
}

/** Text and tables must not need scripts. */
async function checkWithoutScripts(page, url) {
  const text = `document.querySelector('main')?.querySelectorAll('h2, table:not(.rows table)').length ?? 0`;
  const scripted = await evaluate(page, text);
  await page.send('Emulation.setScriptExecutionDisabled', { value: true });
  const loaded = new Promise((resolve) => {
    page.on((message) => {
      if (message.method === 'Page.loadEventFired') resolve();
    });
  });
  await page.send('Page.navigate', { url });
  await loaded;
  const plain = await evaluate(page, text);
  if (plain === 0 || plain !== scripted)
    faults.push(`without scripts ${plain} of ${scripted} headings and tables are there`);
}
