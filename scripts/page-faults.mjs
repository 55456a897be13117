// What can be wrong with a page, found from inside it. Each function is sent to the browser as text, so it uses
// nothing from outside itself; each returns its faults in words.

/** Sideways scrolling, with everything that can be opened open. */
function overflowFaults(width) {
  const faults = [];
  const label = (element) =>
    `<${element.tagName.toLowerCase()}> “${(element.textContent ?? '').trim().slice(0, 40)}”`;
  for (const details of document.querySelectorAll('details')) details.open = true;
  const overflow = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (overflow > 0 || document.documentElement.clientWidth > width) {
    const wide = [...document.querySelectorAll('main *')].find((element) => {
      const scrolls = element.closest('.box, pre');
      return (
        scrolls === null && element.getBoundingClientRect().right > document.documentElement.clientWidth + 1
      );
    });
    faults.push(`the page scrolls sideways by ${overflow} px${wide ? `, because of ${label(wide)}` : ''}`);
  }
  return faults;
}

/** Charts that did not draw, or whose numbers no table holds. */
function chartFaults() {
  const faults = [];
  const charts = [...document.querySelectorAll('[data-chart]')];
  if (charts.length === 0) faults.push('there is no chart');
  for (const chart of charts) {
    const name = chart.dataset.chart;
    const drawing = chart.querySelector('svg, canvas');
    const box = drawing?.getBoundingClientRect();
    if (!box || box.width < 100 || box.height < 60) faults.push(`the chart ${name} is not drawn`);
    else if (drawing.tagName === 'svg' && drawing.querySelectorAll('path, rect, text').length < 5) {
      faults.push(`the chart ${name} is empty`);
    }
    if (chart.querySelector('details table') === null) faults.push(`the chart ${name} has no table`);
  }
  return faults;
}

/** Gaps in the outline. */
function outlineFaults() {
  const faults = [];
  const label = (element) =>
    `<${element.tagName.toLowerCase()}> “${(element.textContent ?? '').trim().slice(0, 40)}”`;
  let depth = 0;
  const headings = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')];
  for (const heading of headings) {
    const next = Number(heading.tagName.slice(1));
    if (next > depth + 1) faults.push(`the outline jumps from h${depth} to h${next} at ${label(heading)}`);
    depth = next;
  }
  if (headings.filter((heading) => heading.tagName === 'H1').length !== 1)
    faults.push('there is not exactly one h1');
  return faults;
}

/** Images and controls without a name. */
function nameFaults() {
  const faults = [];
  const visible = (element) => element.checkVisibility();
  const label = (element) =>
    `<${element.tagName.toLowerCase()}> “${(element.textContent ?? '').trim().slice(0, 40)}”`;
  const hidden = (element) => element.closest('[aria-hidden="true"]') !== null;
  for (const image of document.querySelectorAll('img, canvas, svg, [role="img"]')) {
    if (hidden(image) || !visible(image)) continue;
    const owner = image.closest('[role="img"]') ?? image;
    const name =
      owner.getAttribute('aria-label') ??
      owner.getAttribute('alt') ??
      owner.querySelector('title')?.textContent;
    if (!name?.trim()) faults.push(`an image has no accessible name: ${label(owner)}`);
  }
  for (const control of document.querySelectorAll('a[href], button, select, summary')) {
    if (!visible(control)) continue;
    const name =
      control.getAttribute('aria-label') ?? (control.labels?.[0]?.textContent || control.textContent);
    if (!name?.trim()) faults.push(`a control has no name: ${label(control)}`);
  }
  return faults;
}

/** Links to nowhere and ids used twice. */
function linkFaults() {
  const faults = [];
  const label = (element) =>
    `<${element.tagName.toLowerCase()}> “${(element.textContent ?? '').trim().slice(0, 40)}”`;
  const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
  const repeated = ids.find((id, at) => ids.indexOf(id) !== at);
  if (repeated !== undefined) faults.push(`the id ${repeated} is used twice`);
  for (const link of document.querySelectorAll('a[href^="#"]')) {
    if (document.getElementById(link.getAttribute('href').slice(1)) === null)
      faults.push(`a dead link: ${label(link)}`);
  }
  return faults;
}

/** Text below a contrast of 4.5 to what stands behind it. */
function contrastFaults() {
  const faults = [];
  const visible = (element) => element.checkVisibility();
  const label = (element) =>
    `<${element.tagName.toLowerCase()}> “${(element.textContent ?? '').trim().slice(0, 40)}”`;
  // WCAG 2.2, 1.4.3: relative luminance, after the colours behind a text are laid over one another.
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const parse = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, below) => [0, 1, 2].map((at) => top[at] * top[3] + below[at] * (1 - top[3])).concat(1);
  const background = (element) => {
    const layers = [];
    for (let at = element; at !== null; at = at.parentElement)
      layers.push(parse(getComputedStyle(at).backgroundColor));
    return layers
      .reverse()
      .reduce((below, layer) => (layer[3] === 0 ? below : over(layer, below)), [255, 255, 255, 1]);
  };
  const luminance = (colour) => {
    const [r, g, b] = colour.slice(0, 3).map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  const seen = new Set();
  for (const element of document.querySelectorAll('body *')) {
    const texts = [...element.childNodes].some(
      (node) => node.nodeType === 3 && node.textContent.trim() !== '',
    );
    if (!texts || !visible(element) || element.closest('script, style') !== null) continue;
    // Text of a drawing is painted by `fill`; the names beside pale points repeat the table.
    const drawing = element.closest('svg');
    const style = getComputedStyle(element);
    const behind = background(drawing?.closest('.canvas') ?? element);
    const ink = over(parse(drawing ? style.fill : style.color), behind);
    const ratio = contrast(luminance(ink), luminance(behind));
    const key = `${ink}/${behind}`;
    if (ratio < 4.5 && !seen.has(key)) {
      seen.add(key);
      faults.push(`contrast ${ratio.toFixed(2)} of ${label(element)}`);
    }
  }
  return faults;
}

/** Expressions to evaluate in the page, in this order; each gives a list of faults. */
export function pageChecks(width) {
  const checks = [overflowFaults, chartFaults, outlineFaults, nameFaults, linkFaults, contrastFaults];
  return checks.map((check) => `(${check})(${width})`);
}

/** Points of a search's front: keys go from one to the next, each is said, shown and can be copied. */
function pointFaults() {
  const faults = [];
  const list = document.querySelector('[data-chart="front"] [role="listbox"]');
  if (list === null) return faults;
  const card = document.getElementById('picked');
  const press = (key) =>
    list.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  const expect = (holds, fault) => {
    if (!holds) faults.push(fault);
  };
  list.focus();
  [...list.children].forEach((option, at) => {
    press(at === 0 ? 'Home' : 'ArrowRight');
    const number = option.id.replace('mark-', '');
    const box = list.getBoundingClientRect();
    const mark = option.getBoundingClientRect();
    const [x, y] = [(mark.left + mark.right) / 2, (mark.top + mark.bottom) / 2];
    const inside = x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
    expect(list.getAttribute('aria-activedescendant') === option.id, `the arrow keys miss point ${number}`);
    expect(option.getAttribute('aria-selected') === 'true', `point ${number} is not told as selected`);
    expect(card.textContent.includes(`#${number} `), `the card does not show point ${number}`);
    expect(option.hidden || inside, `the mark of point ${number} lies outside its plane`);
    const config = document.getElementById(`yaml-${number}`);
    expect(config?.textContent.trim(), `point ${number} has no config to copy`);
  });
  press('Escape');
  expect(card.hidden, 'Escape does not close the card of a point');
  expect(!document.querySelector('[data-copy][hidden]'), 'a button that copies stays hidden');
  return faults;
}

/** Choosing another axis or plane of a search changes the drawing. */
function axisFaults() {
  const faults = [];
  const plane = document.querySelector('[data-chart="front"]');
  const drawing = () => plane.querySelector('.canvas svg').innerHTML;
  for (const select of plane?.querySelectorAll('select') ?? []) {
    const before = drawing();
    const first = select.value;
    for (const option of [...select.options].filter(({ value }) => value !== first)) {
      select.value = option.value;
      select.dispatchEvent(new Event('change'));
      if (drawing() === before) faults.push(`choosing ${option.text} changes nothing`);
    }
    select.value = first;
    select.dispatchEvent(new Event('change'));
  }
  return faults;
}

/** Expressions for pages of searches; no fault for others. */
export function planeChecks() {
  return [pointFaults, axisFaults].map((check) => `(${check})()`);
}
