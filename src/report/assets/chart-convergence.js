// How the claimed hypervolume grew with what was spent.
(() => {
  const { parts, kinds, search } = globalThis.parsimony;
  const { base, tip, axis } = parts;

  const heightOf = (_spec, _state, width) => (width < 560 ? 280 : 330);

  function convergence(spec, colours, width, given) {
    const effort = spec.efforts[given === 0 ? 0 : given.effort];
    const narrow = width < 560;
    const shape = { money: effort.money, decimals: effort.money ? 2 : 0 };
    const top = Math.max(...spec.hypervolume);
    const data = effort.values.map((value, at) => [value, spec.hypervolume[at]]);
    return {
      ...base(colours),
      grid: { left: 62, right: 24, top: 14, bottom: 56 },
      xAxis: axis(colours, effort.title, {
        axisLabel: { formatter: (value) => search.tick(shape, value), showMinLabel: true },
        rest: { type: 'value', nameGap: 32, min: 0, splitNumber: narrow ? 3 : 6 },
      }),
      yAxis: axis(colours, 'claimed hypervolume', {
        axisLabel: { formatter: (value) => String(Number(value.toPrecision(3))), showMinLabel: true },
        rest: { type: 'value', nameGap: 44, min: 0, max: Number((top * 1.1).toPrecision(2)) || 1 },
      }),
      series: [
        {
          type: 'line',
          step: 'end',
          symbol: 'circle',
          symbolSize: data.length > 60 ? 4 : 7,
          itemStyle: { color: colours.read('--v0') },
          lineStyle: { color: colours.read('--v0'), width: 2 },
          data,
          tooltip: {
            formatter: ({ dataIndex: at }) =>
              tip(`hypervolume ${Number(spec.hypervolume[at].toPrecision(4))}`, [
                ...spec.efforts.map(
                  (one) =>
                    `${one.title} ${search.written({ money: one.money, decimals: one.money ? 2 : 0 }, one.values[at])}`,
                ),
                `front of ${spec.frontSize[at]} points`,
              ]),
          },
        },
      ],
    };
  }

  function controls(entry, redraw) {
    entry.selected = { effort: 0 };
    const label = document.createElement('label');
    label.className = 'pick';
    label.textContent = 'Against: ';
    const select = document.createElement('select');
    entry.spec.efforts.forEach((effort, at) => {
      select.add(new Option(effort.title, String(at)));
    });
    select.addEventListener('change', () => {
      entry.selected.effort = Number(select.value);
      redraw();
    });
    label.append(select);
    entry.box.before(label);
  }

  kinds.convergence = { options: convergence, heightOf, controls };
})();
