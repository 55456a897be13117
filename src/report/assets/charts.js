// Draws the charts of the page from its JSON, again at every change of width or theme, and for paper.
(() => {
  const source = document.getElementById('chart-data');
  const library = globalThis.echarts;
  if (source === null || library === undefined) return;
  const { parts, kinds } = globalThis.parsimony;
  const specs = JSON.parse(source.textContent);
  const PAPER_PX = 660;
  const drawn = [];

  function draw(entry) {
    const width = entry.box.clientWidth;
    if (width === 0) return;
    entry.box.style.height = `${kinds[entry.spec.kind].heightOf(entry.spec, entry.selected, width)}px`;
    entry.chart ??= library.init(entry.box, null, { renderer: 'svg' });
    entry.chart.resize({ width });
    entry.chart.setOption(
      kinds[entry.spec.kind].options(entry.spec, parts.theme(), width, entry.selected),
      true,
    );
    entry.width = width;
    kinds[entry.spec.kind].drawn?.(entry);
  }

  function choice(entry) {
    const label = document.createElement('label');
    label.className = 'pick';
    label.textContent = `${entry.spec.pick ?? 'Candidate'}: `;
    const select = document.createElement('select');
    entry.spec.panels.forEach((panel, at) => {
      select.add(new Option(panel.name, String(at)));
    });
    select.addEventListener('change', () => {
      entry.selected = Number(select.value);
      draw(entry);
    });
    label.append(select);
    entry.box.before(label);
  }

  const drawAll = () => drawn.forEach(draw);
  const watcher = new ResizeObserver((changes) => {
    for (const change of changes) {
      const entry = drawn.find((candidate) => candidate.box === change.target);
      if (entry !== undefined && entry.box.clientWidth !== entry.width) draw(entry);
    }
  });

  for (const figure of document.querySelectorAll('[data-chart]')) {
    const spec = specs[figure.dataset.chart];
    const box = figure.querySelector('.canvas');
    if (spec === undefined || box === null) continue;
    box.style.height = '1px';
    box.style.display = 'block';
    const entry = { box, spec, selected: 0, chart: undefined, width: 0 };
    drawn.push(entry);
    if (spec.kind === 'forest' && spec.panels.length > 1) choice(entry);
    kinds[spec.kind].controls?.(entry, () => draw(entry));
    draw(entry);
    watcher.observe(box);
  }

  document.addEventListener('parsimony:theme', drawAll);
  // Paper is light and narrower than a screen.
  let before;
  addEventListener('beforeprint', () => {
    before = document.documentElement.dataset.theme;
    document.documentElement.dataset.theme = 'light';
    for (const entry of drawn) {
      if (entry.chart === undefined) continue;
      entry.chart.resize({ width: PAPER_PX });
      entry.chart.setOption(
        kinds[entry.spec.kind].options(entry.spec, parts.theme(), PAPER_PX, entry.selected),
        true,
      );
      // The browser takes the page now: drawing cannot wait for the next frame.
      entry.chart.getZr().flush();
    }
  });
  addEventListener('afterprint', () => {
    if (before === undefined) delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = before;
    drawAll();
  });
})();
