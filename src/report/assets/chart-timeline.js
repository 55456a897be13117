// A limit over time as steps, and below it, on the same time axis, what was throttled.
(() => {
  const { parts, kinds } = globalThis.parsimony;
  const { figures, tip, axis, base } = parts;
  const TOP_PX = 190;
  const BELOW_PX = 70;

  const heightOf = () => TOP_PX + BELOW_PX + 98;

  function timeline(spec, colours, width) {
    const narrow = width < 560;
    const side = { left: 62, right: 20 };
    const limitColour = colours.read('--v0');
    const throttleColour = colours.read('--v1');
    const end = spec.points.at(-1)[0] + spec.step;
    const when = (from) => `${figures(from)} to ${figures(from + spec.step)} ${spec.unit}`;
    const lines = (point) => [
      `limit ${point[1]} calls under way`,
      `${point[2]} calls, ${point[3]} throttled`,
    ];
    const formatter = (items) => {
      const point = spec.points[items[0]?.dataIndex] ?? spec.points.at(-1);
      return tip(when(point[0]), lines(point));
    };
    const time = (more) =>
      axis(colours, more.name, {
        axisLabel: { show: more.labels, showMinLabel: true, formatter: (value) => figures(value) },
        rest: {
          type: 'value',
          gridIndex: more.grid,
          nameGap: 30,
          min: 0,
          max: end,
          splitNumber: narrow ? 4 : 8,
          axisTick: { show: more.labels },
          // Bars would widen their axis, and the two would no longer stand below one another.
          containShape: false,
        },
      });
    const amount = (name, grid, most) =>
      axis(colours, name, {
        axisLabel: { showMinLabel: true, showMaxLabel: true, formatter: (value) => figures(value) },
        rest: {
          type: 'value',
          gridIndex: grid,
          nameGap: 40,
          min: 0,
          max: most,
          minInterval: 1,
          interval: grid === 0 ? undefined : most,
          nameTextStyle: { color: colours.fg, fontSize: 12 },
        },
      });
    const mostThrottled = Math.max(1, ...spec.points.map((point) => point[3]));
    return {
      ...base(colours),
      tooltip: { ...base(colours).tooltip, trigger: 'axis', formatter },
      axisPointer: { link: [{ xAxisIndex: 'all' }], lineStyle: { color: colours.muted } },
      grid: [
        { ...side, top: 26, height: TOP_PX },
        { ...side, top: TOP_PX + 46, height: BELOW_PX },
      ],
      xAxis: [
        time({ grid: 0, labels: false, name: '' }),
        time({ grid: 1, labels: true, name: `time since the first call (${spec.unit})` }),
      ],
      yAxis: [amount('limit (calls)', 0, Math.max(spec.most, 1)), amount('throttled', 1, mostThrottled)],
      series: [
        {
          type: 'line',
          step: 'end',
          showSymbol: false,
          // The last value holds to the end of its interval.
          data: [...spec.points.map((point) => [point[0], point[1]]), [end, spec.points.at(-1)[1]]],
          lineStyle: { color: limitColour, width: 2 },
          itemStyle: { color: limitColour },
          markLine: {
            silent: true,
            symbol: 'none',
            lineStyle: { color: colours.muted, type: 'dashed' },
            label: { color: colours.muted, fontSize: 12, position: 'insideEndTop', formatter: '{b}' },
            data: [{ yAxis: spec.most, name: `-j ${spec.most}` }],
          },
        },
        {
          type: 'bar',
          xAxisIndex: 1,
          yAxisIndex: 1,
          barWidth: Math.max(2, ((width - side.left - side.right) * spec.step) / end - 1),
          data: spec.points.map((point) => [point[0] + spec.step / 2, point[3]]),
          itemStyle: { color: throttleColour },
        },
      ],
    };
  }

  kinds.timeline = { options: timeline, heightOf };
})();
