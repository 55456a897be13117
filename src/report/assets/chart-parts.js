// What the charts of the page have in common: colours, axes, tooltips, whiskers, where names go. Every label is a
// text node or a plain string of ECharts: no markup is ever made from data here.
(() => {
  const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'path://M0 0h12L6 11z'];
  const LABEL_PX = 13;
  const GRID = { left: 58, right: 20, top: 16, bottom: 52 };

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
    const steps = decades > 3 || (narrow && decades > 2.2) ? [1] : [1, 2, 5];
    const ticks = [];
    for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power += 1) {
      ticks.push(...steps.map((step) => Number((step * 10 ** power).toPrecision(3))));
    }
    return ticks.filter((tick) => tick >= low && tick <= high);
  }

  /**
   * A side for the name of each point where it meets no other name, no point and no edge; where there is none,
   * the key below the chart names the point.
   */
  function placeLabels(points, box, occupied) {
    const marks = points.map(({ x, y }) => ({ left: x - 8, right: x + 8, top: y - 8, bottom: y + 8 }));
    const taken = [...occupied, ...marks];
    const placed = new Map();
    for (const { name, x, y } of points) {
      const wide = [...name].reduce((sum, sign) => sum + (sign > '\u2e80' ? 1 : 0.58) * LABEL_PX, 0);
      for (const [position, shift] of [
        ['right', -11],
        ['left', -11],
        ['right', 11],
        ['left', 11],
        ['right', 0],
        ['left', 0],
      ]) {
        const left = position === 'right' ? x + 15 : x - 15 - wide;
        const area = { left, right: left + wide, top: y + shift - 8, bottom: y + shift + 8 };
        const free = taken.every(
          (other) =>
            area.right < other.left ||
            area.left > other.right ||
            area.bottom < other.top ||
            area.top > other.bottom,
        );
        if (!free || area.left < 0 || area.right > box.width || area.top < 0 || area.bottom > box.height)
          continue;
        taken.push(area);
        placed.set(name, { position, offset: [0, shift], area });
        break;
      }
    }
    return placed;
  }

  globalThis.parsimony = {
    parts: {
      SYMBOLS,
      LABEL_PX,
      GRID,
      theme,
      figures,
      range,
      tip,
      axis,
      base,
      whiskers,
      ends,
      money,
      logTicks,
      placeLabels,
    },
    kinds: {},
  };
})();
