// Reviews a served report in a real browser, by keyboard only: node scripts/check-review.mjs <address> [chromium]
// Accepts the first flag that it comes to and rejects the second. Exit 0 when it could, 1 with every fault, 2 when it
// could not be tried.
import { evaluate, navigate, openPage } from './chromium-pipe.mjs';

const [address, binary = process.env.CHROMIUM ?? 'chromium'] = process.argv.slice(2);
if (address === undefined) {
  console.error('usage: node scripts/check-review.mjs <address of a served report> [path of chromium]');
  process.exit(2);
}

const MAX_TABS = 400;
const faults = [];
try {
  const page = await openPage(binary);
  try {
    await navigate(page, address);
    await until(page, `document.querySelector('.flag .decide') !== null`, 'the page offers no review');
    if (faults.length === 0) await decide(page, { word: 'accept', key: 'Enter', reason: 'still right' });
    if (faults.length === 0) await decide(page, { word: 'reject', key: ' ', reason: 'invents a date' });
  } finally {
    await page.close();
  }
} catch (error) {
  console.error(`the page could not be tried: ${error instanceof Error ? error.message : error}`);
  process.exit(2);
}
for (const fault of faults) console.error(`✕ ${fault}`);
process.exitCode = faults.length === 0 ? 0 : 1;

/** The next card: opened, refused without a reason, decided with one, and marked as decided. */
async function decide(page, { word, key, reason }) {
  const active = (test) => `(() => { const at = document.activeElement; return ${test}; })()`;
  await tabTo(page, active(`at.matches('.flag > summary') && !at.parentElement.open`), 'a closed flag');
  await press(page, 'Enter');
  await until(page, active('at.parentElement.open'), 'Enter does not open a flag');
  await tabTo(page, active(`at.matches('.decide input')`), 'the reason');
  const button = active(`at.matches('.decide button') && at.textContent.toLowerCase() === '${word}'`);
  await tabTo(page, button, `the button to ${word}`);
  await press(page, key);
  const status = `document.activeElement.closest('.decide')?.querySelector('[role="status"]').textContent ?? ''`;
  await until(page, `(${status}).includes('needs a reason')`, 'a decision without a reason is not refused');
  await until(page, active(`at.matches('.decide input')`), 'the focus does not go to the missing reason');
  await type(page, reason);
  await tabTo(page, button, `the button to ${word}`);
  await press(page, key);
  await until(page, `/^(Not saved|Saved)/.test(${status})`, 'nothing tells of the decision');
  if (!(await evaluate(page, `(${status}).startsWith('Saved')`))) faults.push('the decision is not saved');
  await until(
    page,
    active(`at.closest('.flag').querySelector('.badge.review').textContent === '${word}ed'`),
    `the flag is not marked as ${word}ed`,
  );
}

async function tabTo(page, expression, what) {
  if (faults.length > 0) return;
  for (let presses = 0; presses < MAX_TABS; presses += 1) {
    if (await evaluate(page, expression)) return;
    await press(page, 'Tab');
  }
  faults.push(`Tab does not come to ${what}`);
}

async function press(page, key) {
  const codes = { Tab: ['Tab', 9], Enter: ['Enter', 13, '\r'], ' ': ['Space', 32, ' '] };
  const [code, windowsVirtualKeyCode, text] = codes[key];
  const event = { key, code, windowsVirtualKeyCode };
  await page.send('Input.dispatchKeyEvent', {
    type: text === undefined ? 'rawKeyDown' : 'keyDown',
    ...event,
    text,
  });
  await page.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
}

async function type(page, text) {
  for (const key of text) {
    await page.send('Input.dispatchKeyEvent', { type: 'keyDown', key, text: key });
    await page.send('Input.dispatchKeyEvent', { type: 'keyUp', key });
  }
}

/** Waits up to five seconds for what the page does by itself. */
async function until(page, expression, fault) {
  if (faults.length > 0) return;
  for (let waits = 0; waits < 100; waits += 1) {
    if (await evaluate(page, expression)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  faults.push(fault);
}
