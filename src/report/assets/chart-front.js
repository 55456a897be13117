// The plane of a front: cloud, claimed and re-measured points with intervals, where constraints allow.
(() => {
  const { parts, kinds, search } = globalThis.parsimony;
  const { base, tip, whiskers } = parts;
  const GRID = { left: 76, right: 22, top: 18, bottom: 56 };
  const LOOKS = {
    holds: { symbol: 'circle', colour: '--v0' },
    open: { symbol: 'rect', colour: '--v1' },
    out: { symbol: 'path://M0 0h12L6 11z', colour: '--v6' },
  };
  const CROSS = 'path://M2 0L0 2l4 4-4 4 2 2 4-4 4 4 2-2-4-4 4-4-2-2-4 4z';
  const KNEE = 'path://M6 0L12 6 6 12 0 6z';

  const heightOf = (_spec, _state, width) => (width < 560 ? 360 : 480);
  const initial = (spec) => ({ plane: 0, x: spec.first[0], y: spec.first[1], cloud: true, picked: null });

  /** Where a point stands: re-measured if it is, else claimed. */
  const best = (point) => point.remeasured ?? point.claimed;

  function front(spec, colours, width, given) {
    const state = given === 0 ? initial(spec) : given;
    const narrow = width < 560;
    const plane = spec.planes[state.plane];
    const points = plane.front ? spec.points : [];
    const [xAxis, yAxis] = [spec.axes[state.x], spec.axes[state.y]];
    const shownCloud = state.cloud || !plane.front;
    const scales = [state.x, state.y].map((at) =>
      search.scaleOf(
        [
          ...points.flatMap((point) => [...best(point)[at], point.claimed[at][0]]),
          ...(shownCloud ? plane.cloud.values[at] : []),
        ],
        { share: spec.axes[at].name === 'quality' },
      ),
    );
    const [xScale, yScale] = scales;
    const place = (value, scale) => {
      const way = scale.type === 'log' ? Math.log : (one) => one;
      return (way(value) - way(scale.min)) / (way(scale.max) - way(scale.min));
    };
    const box = {
      width: width - GRID.left - GRID.right,
      height: heightOf(spec, state, width) - GRID.top - GRID.bottom,
    };
    const pixel = (point) => ({
      x: place(best(point)[state.x][0], xScale) * box.width,
      y: (1 - place(best(point)[state.y][0], yScale)) * box.height,
    });
    const drawable = points.filter(
      (point) => best(point)[state.x][0] !== null && best(point)[state.y][0] !== null,
    );
    const names = labels(drawable, pixel, box, width < 700);
    return {
      ...base(colours),
      grid: GRID,
      xAxis: search.axisOption(xAxis, xScale, colours, { across: true, narrow }),
      yAxis: search.axisOption(yAxis, yScale, colours, { across: false, narrow }),
      series: [
        ...region([xAxis, yAxis], scales, colours),
        ...(shownCloud ? cloudSeries(spec, plane, state, colours) : []),
        ...drawable.flatMap((point) => pointSeries(spec, point, state, names.get(point.number), colours)),
      ],
    };
  }

  // Shaded where every constraint that is an objective of this plane allows.
  function region(axes, scales, colours) {
    if (axes.every((axis) => axis.bound === null)) return [];
    const range = (axis, scale) => [
      Math.max(scale.min, axis.bound?.min ?? scale.min),
      Math.min(scale.max, axis.bound?.max ?? scale.max),
    ];
    const [[left, right], [low, high]] = axes.map((axis, at) => range(axis, scales[at]));
    if (left >= right || low >= high) return [];
    const name = axes.flatMap((axis) => (axis.bound === null ? [] : [axis.bound.label])).join('; ');
    return [
      {
        type: 'scatter',
        data: [],
        silent: true,
        markArea: {
          silent: true,
          itemStyle: { color: colours.accent, opacity: 0.08 },
          label: { color: colours.muted, position: 'insideBottomRight', fontSize: 12 },
          data: [[{ name, coord: [left, high] }, { coord: [right, low] }]],
        },
      },
    ];
  }

  function cloudSeries(spec, { cloud }, state, colours) {
    const groups = [
      {
        keep: (at) => cloud.feasible[at] === 0,
        symbol: CROSS,
        size: 6,
        colour: colours.muted,
        opacity: 0.35,
      },
      {
        keep: (at) => cloud.feasible[at] === 1 && !used(cloud, at),
        symbol: 'circle',
        size: 6,
        colour: colours.muted,
        opacity: 0.3,
      },
      {
        keep: (at) => cloud.feasible[at] === 1 && used(cloud, at),
        symbol: 'circle',
        size: 12,
        colour: colours.read('--v0'),
        opacity: 0.9,
      },
    ];
    return groups.map(({ keep, symbol, size, colour, opacity }) => ({
      type: 'scatter',
      symbol,
      symbolSize: size,
      z: opacity > 0.8 ? 3 : 1,
      itemStyle: { color: colour, opacity },
      data: cloud.names.flatMap((_, at) => {
        const [x, y] = [cloud.values[state.x][at], cloud.values[state.y][at]];
        return keep(at) && x !== null && y !== null ? [{ value: [x, y], at }] : [];
      }),
      tooltip: { formatter: ({ data }) => cloudTip(spec, cloud, data.at) },
    }));
  }

  const used = (cloud, at) => cloud.used !== null && cloud.used[at] > 0;

  function cloudTip(spec, cloud, at) {
    return tip(cloud.names[at], [
      ...spec.axes.map(
        (axis, objective) => `${axis.name} ${search.written(axis, cloud.values[objective][at])}`,
      ),
      `measured on ${cloud.n[at]} samples`,
      ...(cloud.feasible[at] === 1 ? [] : ['breaks a constraint']),
      ...(used(cloud, at) ? [`used by ${cloud.used[at]} points of the front`] : []),
    ]);
  }

  function pointSeries(spec, point, state, label, colours) {
    const { symbol, colour } = LOOKS[point.state];
    const ink = colours.read(colour);
    const isPicked = state.picked === point.number;
    const at = best(point);
    const [x, y] = [at[state.x][0], at[state.y][0]];
    const claimed = [point.claimed[state.x][0], point.claimed[state.y][0]];
    const isMeasured = point.remeasured !== null;
    const hasClaim = isMeasured && claimed.every((value) => value !== null);
    const formatter = () => pointTip(spec, point);
    return [
      whiskers(cross(at[state.x], at[state.y]), ink, isPicked ? 1 : 0.75),
      ...(hasClaim
        ? [
            line([claimed, [x, y]], ink),
            // Intervals of every claim would bury the front; the picked one shows its own.
            ...(isPicked ? [whiskers(cross(point.claimed[state.x], point.claimed[state.y]), ink, 0.35)] : []),
            {
              type: 'scatter',
              z: 3,
              symbol,
              symbolSize: isPicked ? 11 : 8,
              itemStyle: { color: colours.bg, borderColor: ink, borderWidth: 1.5, opacity: 1 },
              data: [{ value: claimed, point: point.number }],
              tooltip: { formatter },
            },
          ]
        : []),
      ...(point.knee
        ? [
            {
              type: 'scatter',
              silent: true,
              z: 4,
              symbol: KNEE,
              symbolSize: 25,
              itemStyle: { color: 'transparent', borderColor: colours.fg, borderWidth: 1.3 },
              data: [[x, y]],
            },
          ]
        : []),
      {
        type: 'scatter',
        z: 5,
        symbol,
        symbolSize: isPicked ? 16 : 12,
        itemStyle: isMeasured
          ? { color: ink, borderColor: colours.bg, borderWidth: 1 }
          : { color: colours.bg, borderColor: ink, borderWidth: 2 },
        label: {
          show: label !== undefined,
          formatter: () => label?.text ?? '',
          position: label?.where.position,
          offset: label?.where.offset,
          distance: 8,
          color: colours.fg,
          fontSize: 12,
          textBorderColor: colours.bg,
          textBorderWidth: 3,
          fontWeight: isPicked ? 'bold' : 'normal',
        },
        data: [{ value: [x, y], point: point.number }],
        tooltip: { formatter },
      },
    ];
  }

  function pointTip(spec, point) {
    return tip(`#${point.number} ${point.short}${point.knee ? ' (knee)' : ''}`, [
      ...spec.axes.flatMap((axis, at) => [
        ...(point.remeasured === null
          ? []
          : [`${axis.name} ${search.withRange(axis, point.remeasured[at])}`]),
        `${point.remeasured === null ? axis.name : '…'} claimed ${search.withRange(axis, point.claimed[at])}`,
      ]),
      ...point.lines,
    ]);
  }

  const cross = (x, y) => {
    const [[xLow, xHigh], [yLow, yHigh]] = [parts.ends(x), parts.ends(y)];
    return [
      [
        [xLow, y[0]],
        [xHigh, y[0]],
      ],
      [
        [x[0], yLow],
        [x[0], yHigh],
      ],
    ];
  };

  const line = (data, color) => ({
    type: 'line',
    silent: true,
    showSymbol: false,
    tooltip: { show: false },
    z: 2,
    lineStyle: { color, width: 1, type: 'dotted', opacity: 0.9 },
    data,
  });

  // A number for every point that has room for one, then the whole name where it meets nothing.
  function labels(points, pixel, box, narrow) {
    const texts = (full) =>
      points.map((point) => ({
        name: full ? `${point.number} ${point.short}` : String(point.number),
        ...pixel(point),
      }));
    const numbers = texts(false);
    const found = new Map(
      [...parts.placeLabels(numbers, box, [])].map(([text, where]) => [text, { text, where }]),
    );
    if (narrow) return byNumber(found);
    const marks = numbers.map(({ x, y }) => ({ left: x - 8, right: x + 8, top: y - 8, bottom: y + 8 }));
    texts(true).forEach((full, at) => {
      const key = numbers[at].name;
      const others = [...found].flatMap(([name, { where }]) => (name === key ? [] : [where.area]));
      const where = parts.placeLabels([full], box, [...others, ...marks.filter((_, mark) => mark !== at)]);
      if (where.has(full.name)) found.set(key, { text: full.name, where: where.get(full.name) });
    });
    return byNumber(found);
  }

  const byNumber = (found) => new Map([...found].map(([name, label]) => [Number(name), label]));

  kinds.front = { options: front, heightOf, initial, best };
})();
