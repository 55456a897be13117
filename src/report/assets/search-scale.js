// How the axes of a search's charts are scaled and written.
(() => {
  const { parts } = globalThis.parsimony;

  /** A figure with the decimals of its objective. */
  const written = (axis, value) => {
    if (value === null || value === undefined) return '—';
    const text = Math.abs(value).toLocaleString('en-US', {
      minimumFractionDigits: axis.decimals,
      maximumFractionDigits: axis.decimals,
    });
    return `${value < 0 ? '−' : ''}${axis.money ? '$' : ''}${text}`;
  };

  /** With its interval. */
  const withRange = (axis, [value, low, high]) =>
    low === null || high === null
      ? written(axis, value)
      : `${written(axis, value)} [${written(axis, low)}, ${written(axis, high)}]`;

  const tick = (axis, value) => {
    const text =
      Math.abs(value) >= 1e5
        ? value.toLocaleString('en-US', { notation: 'compact', maximumSignificantDigits: 3 })
        : value.toLocaleString('en-US', { maximumSignificantDigits: 4 });
    return `${axis.money ? '$' : ''}${text}`.replace('-', '−');
  };

  /** Logarithmic where everything is above zero and spans a decade. */
  function scaleOf(values, bounds) {
    const known = values.filter((value) => value !== null && Number.isFinite(value));
    if (known.length === 0) return { type: 'value', min: 0, max: 1 };
    const low = Math.min(...known);
    const high = Math.max(...known);
    if (low > 0 && high >= 10 * low) return { type: 'log', min: low / 1.25, max: high * 1.25 };
    const span = high - low || Math.abs(high) * 0.1 || 0.1;
    const step = 10 ** Math.floor(Math.log10(span) - 1);
    const round = (value, how) => Number((how(value / step) * step).toPrecision(12));
    const min = round(low - span * 0.06, Math.floor);
    const max = round(high + span * 0.06, Math.ceil);
    // A figure that cannot be negative, or is a share, gets no axis beyond that.
    return {
      type: 'value',
      min: low >= 0 ? Math.max(0, min) : min,
      max: bounds?.share && high <= 1 ? Math.min(1, max) : max,
    };
  }

  /** `← monthlyCostUsd ($ a month, log scale), lower is better`; the arrow points to what is better. */
  function titleOf(axis, isLog, narrow) {
    const unit = [axis.unit, ...(isLog ? ['log scale'] : [])].filter((part) => part !== '').join(', ');
    const name = `${axis.name}${unit === '' ? '' : ` (${unit})`}`;
    const isLow = axis.better === 'low';
    const words = narrow ? name : `${name}, ${isLow ? 'lower' : 'higher'} is better`;
    return isLow ? `← ${words}` : `${words} →`;
  }

  /** The axis of an objective, with what is better in its title. */
  function axisOption(axis, scale, colours, { across, narrow }) {
    const isLog = scale.type === 'log';
    const ticks = isLog ? { customValues: parts.logTicks(scale.min, scale.max, narrow) } : {};
    return parts.axis(colours, titleOf(axis, isLog, narrow), {
      axisLabel: {
        formatter: (value) => tick(axis, value),
        showMinLabel: isLog,
        showMaxLabel: isLog,
        ...ticks,
      },
      rest: { nameGap: across ? 32 : 54, axisTick: ticks, splitNumber: narrow ? 3 : 6, ...scale },
    });
  }

  globalThis.parsimony.search = { written, withRange, tick, scaleOf, axisOption };
})();
