// Parallel coordinates: a line for each point of the front across factors and objectives.
(() => {
  const { parts, kinds } = globalThis.parsimony;
  const { base, tip } = parts;
  const INKS = { holds: '--v0', open: '--v1', out: '--v6' };
  const DASHES = { holds: 'solid', open: 'dashed', out: 'dotted' };

  const heightOf = () => 400;

  function parallel(spec, colours, _width, given) {
    const picked = given === 0 ? null : given.picked;
    return {
      ...base(colours),
      grid: { left: 44, right: 76, top: 40, bottom: 16 },
      xAxis: {
        type: 'category',
        position: 'top',
        boundaryGap: false,
        data: spec.axes.map((axis) => axis.name),
        axisTick: { show: false },
        axisLine: { show: false },
        axisLabel: {
          color: colours.fg,
          fontSize: 13,
          interval: 0,
          hideOverlap: false,
          width: 120,
          overflow: 'truncate',
        },
        splitLine: { show: true, lineStyle: { color: colours.line, opacity: 1 } },
      },
      yAxis: { type: 'value', min: -0.08, max: 1.08, show: false },
      series: [
        ...spec.lines.map((line) => lineSeries(line, picked, colours)),
        {
          type: 'scatter',
          silent: true,
          z: 6,
          symbolSize: 0.1,
          data: spec.axes.flatMap((axis, at) =>
            axis.ticks.map((tick) => ({ value: [at, tick.at], name: tick.label })),
          ),
          label: {
            show: true,
            formatter: '{b}',
            position: 'right',
            distance: 4,
            color: colours.fg,
            fontSize: 11,
            backgroundColor: colours.bg,
            padding: [1, 3],
            borderRadius: 2,
          },
        },
      ],
    };
  }

  function lineSeries(line, picked, colours) {
    const isPicked = line.number === picked;
    const quiet = picked !== null && !isPicked;
    return {
      type: 'line',
      z: isPicked ? 5 : 2,
      connectNulls: true,
      triggerLineEvent: true,
      symbol: 'circle',
      symbolSize: isPicked ? 7 : 4,
      itemStyle: { color: colours.read(INKS[line.state]), opacity: quiet ? 0.25 : 1 },
      lineStyle: {
        color: colours.read(INKS[line.state]),
        type: DASHES[line.state],
        width: isPicked ? 4 : 1.6,
        opacity: quiet ? 0.25 : isPicked ? 1 : 0.7,
      },
      emphasis: { focus: 'none', lineStyle: { width: 4, opacity: 1 } },
      data: line.at.map((at) => ({ value: at, point: line.number })),
      point: line.number,
      tooltip: { formatter: () => tip(line.lines[0], line.lines.slice(1)) },
    };
  }

  function controls(entry, redraw) {
    entry.selected = { picked: null };
    const scroller = document.createElement('div');
    scroller.className = 'sideways';
    scroller.tabIndex = 0;
    scroller.setAttribute('role', 'region');
    scroller.setAttribute('aria-label', 'Parallel coordinates, scrolls sideways on narrow screens');
    entry.box.before(scroller);
    scroller.append(entry.box);
    document.addEventListener('parsimony:point', ({ detail }) => {
      entry.selected.picked = detail;
      redraw();
    });
  }

  function drawn(entry) {
    if (entry.listens) return;
    entry.listens = true;
    entry.chart.on('click', ({ seriesIndex }) => {
      const line = entry.spec.lines[seriesIndex];
      if (line !== undefined)
        document.dispatchEvent(new CustomEvent('parsimony:point', { detail: line.number }));
    });
  }

  kinds.parallel = { options: parallel, heightOf, controls, drawn };
})();
