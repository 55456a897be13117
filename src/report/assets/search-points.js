// What a reader does in the plane of a front: choose axes and planes, pick a point by mouse or keyboard.
(() => {
  const { kinds, search } = globalThis.parsimony;
  const MANY = 2;

  function controls(entry, redraw) {
    entry.selected = kinds.front.initial(entry.spec);
    const { spec, selected: state } = entry;
    const bar = document.createElement('p');
    bar.className = 'controls';
    const add = (text, options, get, set) =>
      bar.append(
        chooser(text, options, get, (value) => {
          set(value);
          redraw();
        }),
      );
    const names = spec.axes.map((axis) => axis.name);
    if (spec.axes.length > MANY) {
      // Choosing the objective of the other axis changes places with it.
      const turn = (key, other) => (value) => {
        if (state[other] === value) state[other] = state[key];
        state[key] = value;
        for (const select of bar.querySelectorAll('select[data-key]'))
          select.value = String(state[select.dataset.key]);
      };
      add('Across', names, 'x', turn('x', 'y'));
      add('Up', names, 'y', turn('y', 'x'));
      const selects = bar.querySelectorAll('select');
      selects.forEach((select, at) => {
        select.dataset.key = at === 0 ? 'x' : 'y';
        select.value = String(at === 0 ? state.x : state.y);
      });
    }
    if (spec.planes.length > 1) {
      add(
        'Intent',
        spec.planes.map((plane) => plane.name),
        'plane',
        (value) => {
          state.plane = value;
        },
      );
    }
    if (spec.points.length > 0 && spec.planes.some((plane) => plane.front && plane.cloud.names.length > 0)) {
      bar.append(
        toggle('Other configs', state.cloud, (on) => {
          state.cloud = on;
          redraw();
        }),
      );
    }
    if (bar.childElementCount > 0) entry.box.before(bar);
    frame(entry);
    document.addEventListener('parsimony:point', ({ detail }) => {
      state.picked = detail;
      redraw();
      show(entry);
    });
  }

  function chooser(text, options, _key, choose) {
    const label = document.createElement('label');
    label.textContent = `${text}: `;
    const select = document.createElement('select');
    options.forEach((name, at) => {
      select.add(new Option(name, String(at)));
    });
    select.addEventListener('change', () => choose(Number(select.value)));
    label.append(select);
    return label;
  }

  function toggle(text, on, choose) {
    const label = document.createElement('label');
    label.className = 'toggle';
    const box = document.createElement('input');
    box.type = 'checkbox';
    box.checked = on;
    box.addEventListener('change', () => choose(box.checked));
    label.append(box, ` ${text}`);
    return label;
  }

  // A list box over the drawing: one stop for Tab, arrows go from point to point.
  function frame(entry) {
    const { spec, box } = entry;
    const plane = document.createElement('div');
    plane.className = 'plane';
    box.before(plane);
    plane.append(box);
    if (spec.points.length === 0) return;
    const list = document.createElement('div');
    list.className = 'points';
    list.tabIndex = 0;
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', 'Points of the front: arrow keys go from one to the next');
    entry.marks = spec.points.map((point) => {
      const mark = document.createElement('div');
      mark.className = 'point';
      mark.id = `mark-${point.number}`;
      mark.setAttribute('role', 'option');
      mark.setAttribute('aria-selected', 'false');
      mark.setAttribute('aria-label', point.said);
      list.append(mark);
      return mark;
    });
    list.addEventListener('keydown', (event) => {
      const next = target(event.key, spec, entry.selected.picked);
      if (next === undefined) return;
      event.preventDefault();
      pick(next);
    });
    plane.append(list);
    entry.list = list;
  }

  function target(key, { points }, picked) {
    const at = points.findIndex((point) => point.number === picked);
    const last = points.length - 1;
    const to = {
      ArrowRight: Math.min(last, at + 1),
      ArrowDown: Math.min(last, at + 1),
      ArrowLeft: Math.max(0, at - 1),
      ArrowUp: Math.max(0, at - 1),
      Home: 0,
      End: last,
    }[key];
    if (key === 'Escape' && picked !== null) return null;
    return to === undefined ? undefined : points[to].number;
  }

  const pick = (number) => document.dispatchEvent(new CustomEvent('parsimony:point', { detail: number }));

  /** After each drawing: the list follows the marks, and marks can be clicked. */
  function drawn(entry) {
    const { spec, chart, selected: state } = entry;
    if (!entry.listens) {
      entry.listens = true;
      chart.on('click', ({ data }) => {
        if (typeof data?.point === 'number') pick(data.point);
      });
    }
    if (entry.marks === undefined) return;
    const isFront = spec.planes[state.plane].front;
    entry.list.hidden = !isFront;
    if (!isFront) return;
    spec.points.forEach((point, at) => {
      const figures = kinds.front.best(point);
      const [x, y] = [figures[state.x][0], figures[state.y][0]];
      const mark = entry.marks[at];
      mark.hidden = x === null || y === null;
      if (mark.hidden) return;
      const [left, top] = chart.convertToPixel({ xAxisIndex: 0, yAxisIndex: 0 }, [x, y]);
      mark.style.left = `${left}px`;
      mark.style.top = `${top}px`;
    });
  }

  /** The card below the plane: what is picked, with its config to copy. */
  function show(entry) {
    const { picked } = entry.selected;
    for (const [at, point] of entry.spec.points.entries())
      entry.marks[at].setAttribute('aria-selected', String(point.number === picked));
    if (picked === null) entry.list.removeAttribute('aria-activedescendant');
    else entry.list.setAttribute('aria-activedescendant', `mark-${picked}`);
    for (const row of document.querySelectorAll('tr[data-point]'))
      row.classList.toggle('is-picked', row.dataset.point === String(picked));
    const card = document.getElementById('picked');
    if (card === null) return;
    card.hidden = picked === null;
    const point = entry.spec.points.find(({ number }) => number === picked);
    if (point !== undefined) card.replaceChildren(...cardOf(entry.spec, point));
  }

  function cardOf(spec, point) {
    const head = element('p', 'who', `#${point.number} ${point.short}${point.knee ? ' (knee)' : ''}`);
    const figures = element('ul', '');
    spec.axes.forEach((axis, at) => {
      const measured = point.remeasured === null ? '' : `${search.withRange(axis, point.remeasured[at])}, `;
      figures.append(
        element('li', '', `${axis.name}: ${measured}claimed ${search.withRange(axis, point.claimed[at])}`),
      );
    });
    const lines = element('ul', '');
    for (const text of point.lines) lines.append(element('li', '', text));
    const columns = element('div', 'cols');
    columns.append(figures, lines);
    const link = element('a', '', 'Config and constraints');
    link.href = `#point-${point.number}`;
    return [head, columns, link];
  }

  function element(tag, className, text) {
    const made = document.createElement(tag);
    made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  Object.assign(kinds.front, { controls, drawn });
})();
