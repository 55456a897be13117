// A scatter chart with whiskers on both axes.
(() => {
  const { parts, kinds } = globalThis.parsimony;
  const {
    SYMBOLS,
    LABEL_PX,
    GRID,
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
  } = parts;

  const heightOf = (_spec, _selected, width) => (width < 560 ? 340 : 440);

  function scatter(spec, colours, width) {
    const narrow = width < 560;
    const xs = spec.points.flatMap((point) => ends(point.x)).filter((x) => x > 0 || !spec.log);
    const ys = spec.points.flatMap((point) => ends(point.y));
    const ySpan = Math.max(...ys) - Math.min(...ys) || 0.1;
    const xRest = spec.log
      ? { type: 'log', min: Math.min(...xs) / 1.5, max: Math.max(...xs) * 1.5 }
      : { type: 'value', scale: true };
    const ticks = spec.log ? { customValues: logTicks(xRest.min, xRest.max, narrow) } : {};
    const yRest = {
      type: 'value',
      min: Math.max(0, Math.floor((Math.min(...ys) - ySpan * 0.08) * 50) / 50),
      max: Math.min(1, Math.ceil((Math.max(...ys) + ySpan * 0.08) * 50) / 50),
    };
    const scale = spec.log ? Math.log : (value) => value;
    const box = {
      width: width - GRID.left - GRID.right,
      height: heightOf(spec, 0, width) - GRID.top - GRID.bottom,
    };
    const [from, to] = spec.log ? [xRest.min, xRest.max].map(scale) : [Math.min(...xs), Math.max(...xs)];
    const labels = placeLabels(
      spec.points.map((point) => ({
        name: point.name,
        x: ((scale(point.x[0]) - from) / (to - from || 1)) * box.width,
        y: ((yRest.max - point.y[0]) / (yRest.max - yRest.min || 1)) * box.height,
      })),
      box,
      spec.region === null ? [] : [{ left: 0, right: [...spec.region.label].length * 7, top: 0, bottom: 22 }],
    );
    return {
      ...base(colours),
      grid: GRID,
      xAxis: axis(colours, spec.xTitle, {
        axisLabel: { formatter: money, showMinLabel: spec.log, showMaxLabel: spec.log, ...ticks },
        rest: { nameGap: 30, axisTick: ticks, ...xRest },
      }),
      yAxis: axis(colours, spec.yTitle, {
        axisLabel: { formatter: (value) => value.toFixed(2) },
        rest: { nameGap: 40, ...yRest },
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
                show: labels.get(point.name) !== undefined,
                formatter: () => point.name,
                position: labels.get(point.name)?.position,
                offset: labels.get(point.name)?.offset,
                distance: 9,
                color: point.pale ? colours.muted : colours.fg,
                opacity: 1,
                fontSize: LABEL_PX,
              },
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

  kinds.scatter = { options: scatter, heightOf };
})();
