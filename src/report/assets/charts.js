// Draws the charts of the page from its JSON. Every label is a text node or a plain string of ECharts: no markup
// is ever made from data here.
(() => {
  const source = document.getElementById('chart-data');
  const library = globalThis.echarts;
  if (source === null || library === undefined) return;
  const specs = JSON.parse(source.textContent);
  const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'path://M0 0h12L6 11z'];
  const ROW_PX = 34;
  const drawn = [];

  const theme = () => {
    const style = getComputedStyle(document.documentElement);
    const read = (name) => style.getPropertyValue(name).trim();
    return {
      read,
      fg: read('--fg'),
      muted: read('--muted'),
      line: read('--line'),
      bg: read('--bg'),
      accent: read('--accent'),
    };
  };

  const figures = (value) => (value === null ? '—' : String(Number(value.toPrecision(4))));
  const range = (low, high) => (low === null && high === null ? '' : ` [${figures(low)}, ${figures(high)}]`);

  const tip = (title, lines) => {
    const box = document.createElement('div');
    box.className = 'tip';
    const head = document.createElement('b');
    head.textContent = title;
    box.append(head);
    for (const line of lines) {
      const row = document.createElement('div');
      row.textContent = line;
      box.append(row);
    }
    return box;
  };

  const axis = (colours, name, more) => ({
    name,
    nameLocation: 'middle',
    nameTextStyle: { color: colours.fg, fontSize: 13 },
    axisLabel: {
      color: colours.muted,
      fontSize: 12,
      hideOverlap: true,
      showMinLabel: false,
      showMaxLabel: false,
      ...more.axisLabel,
    },
    axisLine: { show: true, onZero: false, lineStyle: { color: colours.line } },
    splitLine: { lineStyle: { color: colours.line, opacity: 0.6 }, show: more.split ?? true },
    ...more.rest,
  });

  const base = (colours) => ({
    animation: false,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: colours.fg },
    tooltip: {
      confine: true,
      backgroundColor: colours.bg,
      borderColor: colours.line,
      textStyle: { color: colours.fg },
      extraCssText: 'white-space:normal;max-width:18rem',
    },
  });

  // Whiskers as a line that is broken between segments: they need no chart type of their own.
  const whiskers = (segments, colour, opacity) => ({
    type: 'line',
    silent: true,
    showSymbol: false,
    connectNulls: false,
    tooltip: { show: false },
    z: 2,
    lineStyle: { color: colour, width: 1.5, opacity },
    data: segments.flatMap(([from, to]) => [from, to, [null, null]]),
  });

  const ends = (triple) => [triple[1] ?? triple[0], triple[2] ?? triple[0]];

  /** What stands on a log axis: the power of ten and what lies between, as dollars. */
  const money = (value) => `$${Number(value.toPrecision(3))}`;

  /** 1, 2 and 5 of every decade, or only its start where there are many or little room. */
  function logTicks(low, high, narrow) {
    const decades = Math.log10(high / low);
    const steps = decades > 3 || (narrow && decades > 1.5) ? [1] : [1, 2, 5];
    const ticks = [];
    for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power += 1) {
      ticks.push(...steps.map((step) => Number((step * 10 ** power).toPrecision(3))));
    }
    return ticks.filter((tick) => tick >= low && tick <= high);
  }

  function scatter(spec, colours, width) {
    const narrow = width < 560;
    const xs = spec.points.flatMap((point) => ends(point.x)).filter((x) => x > 0 || !spec.log);
    const ys = spec.points.flatMap((point) => ends(point.y));
    const ySpan = Math.max(...ys) - Math.min(...ys) || 0.1;
    const middle = spec.log
      ? Math.sqrt(Math.min(...xs) * Math.max(...xs))
      : (Math.min(...xs) + Math.max(...xs)) / 2;
    const xRest = spec.log
      ? { type: 'log', min: Math.min(...xs) / 1.5, max: Math.max(...xs) * 1.5 }
      : { type: 'value', scale: true };
    const ticks = spec.log ? { customValues: logTicks(xRest.min, xRest.max, narrow) } : {};
    const few = spec.points.length <= (narrow ? 8 : 30);
    return {
      ...base(colours),
      grid: { left: 58, right: 20, top: 16, bottom: 52 },
      xAxis: axis(colours, spec.xTitle, {
        axisLabel: { formatter: money, showMinLabel: spec.log, showMaxLabel: spec.log, ...ticks },
        rest: { nameGap: 30, axisTick: ticks, ...xRest },
      }),
      yAxis: axis(colours, spec.yTitle, {
        axisLabel: { formatter: (value) => value.toFixed(2) },
        rest: {
          nameGap: 40,
          type: 'value',
          min: Math.max(0, Math.floor((Math.min(...ys) - ySpan * 0.08) * 50) / 50),
          max: Math.min(1, Math.ceil((Math.max(...ys) + ySpan * 0.08) * 50) / 50),
        },
      }),
      series: [
        ...regionSeries(spec, colours),
        ...spec.points.flatMap((point) => {
          const colour = colours.read(`--v${point.colour}`);
          const opacity = point.pale ? 0.4 : 1;
          const [xLow, xHigh] = ends(point.x);
          const [yLow, yHigh] = ends(point.y);
          const [x] = point.x;
          const [y] = point.y;
          return [
            whiskers(
              [
                [
                  [xLow, y],
                  [xHigh, y],
                ],
                [
                  [x, yLow],
                  [x, yHigh],
                ],
              ],
              colour,
              opacity,
            ),
            {
              type: 'scatter',
              name: point.name,
              z: 3,
              symbol: SYMBOLS[point.shape],
              symbolSize: 13,
              itemStyle: { color: colour, opacity },
              label: {
                show: few || !point.pale,
                formatter: () => point.name,
                position: x > middle ? 'left' : 'right',
                distance: 9,
                offset: [0, point.pale ? 12 : -11],
                color: point.pale ? colours.muted : colours.fg,
                opacity: 1,
                fontSize: 13,
              },
              labelLayout: { hideOverlap: true },
              data: [[x, y]],
              tooltip: {
                formatter: () =>
                  tip(point.name, [
                    `quality ${figures(y)}${range(point.y[1], point.y[2])}`,
                    `cost $${figures(x)}${range(point.x[1], point.x[2])}`,
                    ...(point.pale ? ['dominated'] : []),
                  ]),
              },
            },
          ];
        }),
      ],
    };
  }

  function regionSeries(spec, colours) {
    if (spec.region === null) return [];
    return [
      {
        type: 'scatter',
        data: [],
        silent: true,
        markArea: {
          silent: true,
          itemStyle: { color: colours.accent, opacity: 0.09 },
          label: { color: colours.muted, position: 'insideTopLeft', fontSize: 12 },
          data: [[{ name: spec.region.label, yAxis: spec.region.from }, { yAxis: 1 }]],
        },
      },
    ];
  }

  function forest(spec, colours, width, selected) {
    const narrow = width < 560;
    const panel = spec.panels[selected] ?? spec.panels[0];
    const labelWidth = Math.min(narrow ? 118 : 300, Math.floor(width * 0.4));
    const marks = panel.rows.flatMap((row, at) =>
      row.marks.map((mark, position) => ({
        ...mark,
        row: row.label,
        y: at + (row.marks.length === 1 ? 0 : (position / (row.marks.length - 1) - 0.5) * 0.36),
      })),
    );
    const values = [
      ...marks.flatMap((mark) => [mark.low ?? mark.value, mark.high ?? mark.value]),
      ...panel.lines.map((line) => line.at),
    ];
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const space = (high - low || 0.1) * 0.06;
    return {
      ...base(colours),
      grid: { left: labelWidth + 12, right: 24, top: panel.lines.length > 0 ? 30 : 10, bottom: 52 },
      xAxis: axis(colours, spec.xTitle, {
        axisLabel: { formatter: (value) => String(Number(value.toFixed(3))).replace('-', '−') },
        rest: {
          type: 'value',
          nameGap: 30,
          min: round(low - space, Math.floor),
          max: round(high + space, Math.ceil),
          splitNumber: narrow ? 3 : 6,
        },
      }),
      yAxis: {
        type: 'value',
        inverse: true,
        min: -1,
        max: panel.rows.length,
        interval: 1,
        splitLine: { show: false },
        axisTick: { show: false },
        axisLine: { show: true, lineStyle: { color: colours.line } },
        axisLabel: {
          color: colours.fg,
          fontSize: 12,
          width: labelWidth,
          overflow: 'break',
          formatter: (value) => panel.rows[value]?.label ?? '',
        },
      },
      series: [
        {
          type: 'scatter',
          data: [],
          markLine: {
            silent: true,
            symbol: 'none',
            lineStyle: { color: colours.muted, type: 'dashed' },
            label: { color: colours.muted, fontSize: 11, formatter: '{b}' },
            data: panel.lines.map((line, at) => ({
              xAxis: line.at,
              name: line.label,
              label: { position: 'start', align: at === 0 ? 'left' : 'right' },
            })),
          },
        },
        ...marks.flatMap((mark) => {
          const colour = colours.read(`--v${mark.colour}`);
          return [
            whiskers(
              [
                [
                  [mark.low ?? mark.value, mark.y],
                  [mark.high ?? mark.value, mark.y],
                ],
              ],
              colour,
              1,
            ),
            {
              type: 'scatter',
              z: 3,
              symbol: SYMBOLS[mark.shape],
              symbolSize: 11,
              itemStyle: { color: colour, opacity: 1 },
              data: [[mark.value, mark.y]],
              tooltip: {
                formatter: () =>
                  tip(mark.name, [mark.row, `${figures(mark.value)}${range(mark.low, mark.high)}`]),
              },
            },
          ];
        }),
      ],
    };
  }

  const round = (value, how) => how(value * 100) / 100;

  function bars(spec, colours, width) {
    const narrow = width < 560;
    const labelWidth = Math.min(narrow ? 90 : 180, Math.floor(width * 0.3));
    const format = (value) => `${spec.prefix}${value.toFixed(spec.decimals)}`;
    return {
      ...base(colours),
      legend: {
        top: 0,
        left: 0,
        itemGap: 14,
        textStyle: { color: colours.fg, fontSize: 13 },
        inactiveColor: colours.line,
      },
      aria: { enabled: true, decal: { show: true, decals: decals() } },
      grid: { left: labelWidth + 12, right: 24, top: narrow ? 64 : 36, bottom: 52 },
      xAxis: axis(colours, spec.xTitle, {
        axisLabel: { formatter: (value) => `${spec.prefix}${Number(value.toPrecision(6))}` },
        rest: { type: 'value', nameGap: 30, splitNumber: narrow ? 3 : 6 },
      }),
      yAxis: {
        type: 'category',
        inverse: true,
        data: spec.categories,
        axisTick: { show: false },
        axisLine: { lineStyle: { color: colours.line } },
        axisLabel: { color: colours.fg, fontSize: 12, width: labelWidth, overflow: 'truncate' },
      },
      series: spec.parts.map((part, at) => ({
        type: 'bar',
        stack: 'all',
        name: part.name,
        barMaxWidth: 26,
        itemStyle: { color: colours.read(`--p${at % 7}`), borderColor: colours.bg, borderWidth: 1 },
        data: part.values,
        tooltip: {
          formatter: (item) => tip(spec.categories[item.dataIndex], [`${part.name} ${format(item.value)}`]),
        },
      })),
    };
  }

  // Fine strokes on every second part, so that neighbours differ without colour.
  function decals() {
    const color = 'rgba(255, 255, 255, 0.35)';
    const plain = { symbol: 'none' };
    const strokes = (rotation) => ({
      symbol: 'rect',
      symbolSize: 1,
      dashArrayX: [1, 0],
      dashArrayY: [2, 4],
      rotation,
      color,
    });
    return [plain, strokes(Math.PI / 4), plain, strokes(-Math.PI / 4), plain, strokes(0), plain];
  }

  const BUILDERS = { scatter, forest, bars };

  function heightOf(spec, selected, width) {
    if (spec.kind === 'scatter') return width < 560 ? 340 : 440;
    if (spec.kind === 'bars') return (width < 560 ? 130 : 100) + spec.categories.length * ROW_PX;
    return 92 + (spec.panels[selected] ?? spec.panels[0]).rows.length * ROW_PX;
  }

  function draw(entry) {
    const width = entry.box.clientWidth;
    if (width === 0) return;
    entry.box.style.height = `${heightOf(entry.spec, entry.selected, width)}px`;
    entry.chart ??= library.init(entry.box, null, { renderer: 'svg' });
    entry.chart.resize({ width });
    entry.chart.setOption(BUILDERS[entry.spec.kind](entry.spec, theme(), width, entry.selected), true);
    entry.width = width;
  }

  function choice(entry) {
    const label = document.createElement('label');
    label.className = 'pick';
    label.textContent = 'Candidate: ';
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
      entry.chart?.setOption(BUILDERS[entry.spec.kind](entry.spec, theme(), 660, entry.selected), true);
      entry.chart?.resize({ width: 660 });
    }
  });
  addEventListener('afterprint', () => {
    if (before === undefined) delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = before;
    drawAll();
  });
})();
