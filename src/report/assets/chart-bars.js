// Stacked bars that lie, one for each category.
(() => {
  const { parts, kinds } = globalThis.parsimony;
  const { tip, axis, base } = parts;
  const ROW_PX = 34;

  const heightOf = (spec, _selected, width) => (width < 560 ? 130 : 100) + spec.categories.length * ROW_PX;

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

  kinds.bars = { options: bars, heightOf };
})();
