// A forest plot: rows with a mark and an interval each, and lines to read them against.
(() => {
  const { parts, kinds } = globalThis.parsimony;
  const { SYMBOLS, figures, range, tip, axis, base, whiskers } = parts;
  const ROW_PX = 34;
  const NARROW_ROW_PX = 46;

  const heightOf = (spec, selected, width) => {
    const rows = (spec.panels[selected] ?? spec.panels[0]).rows.length;
    return 92 + rows * (width < 560 ? NARROW_ROW_PX : ROW_PX);
  };

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
      grid: {
        left: labelWidth + 12,
        right: panel.lines.length > 0 ? 64 : 24,
        top: panel.lines.length > 0 ? 30 : 10,
        bottom: 52,
      },
      xAxis: axis(colours, spec.xTitle, {
        axisLabel: { formatter: (value) => String(Number(value.toPrecision(4))).replace('-', '−') },
        rest: {
          type: 'value',
          nameGap: 30,
          min: round(low - space, Math.floor, high - low),
          max: round(high + space, Math.ceil, high - low),
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

  // To hundredths, or to a hundredth of the span where figures are smaller or larger than shares are.
  const round = (value, how, span) => {
    const step = span > 0.05 && span < 20 ? 0.01 : 10 ** Math.floor(Math.log10(span || 0.1) - 1);
    return Number((how(value / step) * step).toPrecision(12));
  };

  kinds.forest = { options: forest, heightOf };
})();
