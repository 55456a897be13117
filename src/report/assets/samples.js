// All samples, drawn row by row as they come into view: a table of ten thousand rows is a tall box with the forty
// that are looked at inside it. Data are numbers and plain names; the script builds text nodes, no HTML.
(() => {
  const source = document.getElementById('samples-data');
  const box = document.getElementById('samples-box');
  if (source === null || box === null) return;
  const ROW_PX = 34;
  const SPARE = 8;
  let data;
  let order = [];
  let sortBy = { column: null, down: true };
  let table;
  let body;
  let above;
  let below;

  const grouped = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, ',');
  const figure = () => document.getElementById('samples-figure').value;
  const at = (variant, row) => variant[figure()][row];
  const show = (value) => {
    if (value === null) return '—';
    return figure() === 'quality' ? value.toFixed(3) : (value / 1e6).toFixed(6);
  };
  const element = (name, attributes, text) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (text !== undefined) made.textContent = text;
    return made;
  };

  const spacer = () => {
    const row = element('tr', { 'aria-hidden': 'true', class: 'spacer' });
    row.append(element('td', { colspan: String(3 + data.variants.length) }));
    return row;
  };

  function build() {
    table = element('table', { 'aria-rowcount': String(data.ids.length + 1) });
    table.append(element('caption', {}, 'Every sample by variant'));
    const head = element('tr', { 'aria-rowindex': '1' });
    const columns = ['sample', 'dataset', 'intent', ...data.variants.map((variant) => variant.name)];
    columns.forEach((name, column) => {
      const cell = element('th', { scope: 'col', 'aria-sort': 'none', ...(column > 2 && { class: 'num' }) });
      const button = element('button', { type: 'button', class: 'sort' }, name);
      button.addEventListener('click', () => sort(column));
      cell.append(button);
      head.append(cell);
    });
    const top = element('thead', {});
    top.append(head);
    body = element('tbody', {});
    above = spacer();
    below = spacer();
    table.append(top, body);
    box.replaceChildren(table);
  }

  function keyOf(column) {
    if (column === 0) return (row) => data.ids[row];
    if (column === 1) return (row) => data.datasets.names[data.datasets.of[row]];
    if (column === 2) return (row) => data.intents.names[data.intents.of[row]];
    return (row) => at(data.variants[column - 3], row);
  }

  function sort(column) {
    sortBy = { column, down: sortBy.column === column ? !sortBy.down : column > 2 };
    table.querySelectorAll('thead th').forEach((cell, index) => {
      const state = index !== column ? 'none' : sortBy.down ? 'descending' : 'ascending';
      cell.setAttribute('aria-sort', state);
    });
    arrange();
  }

  function arrange() {
    const wanted = document.getElementById('samples-filter').value.trim().toLowerCase();
    const texts = [0, 1, 2].map(keyOf);
    order = data.ids
      .map((_, row) => row)
      .filter((row) => wanted === '' || texts.some((text) => text(row).toLowerCase().includes(wanted)));
    if (sortBy.column !== null) {
      const key = keyOf(sortBy.column);
      const sign = sortBy.down ? -1 : 1;
      // What has no figure stands last whichever way.
      order.sort((a, b) => {
        const [x, y] = [key(a), key(b)];
        if (x === null || y === null) return (x === null) - (y === null) || a - b;
        return (x < y ? -sign : x > y ? sign : 0) || a - b;
      });
    }
    document.getElementById('samples-count').textContent =
      `${grouped(order.length)} of ${grouped(data.ids.length)} samples`;
    box.scrollTop = 0;
    draw();
  }

  function rowOf(row, index) {
    const line = element('tr', { 'aria-rowindex': String(index + 2) });
    line.append(element('th', { scope: 'row' }, data.ids[row]));
    line.append(element('td', {}, data.datasets.names[data.datasets.of[row]]));
    line.append(element('td', {}, data.intents.names[data.intents.of[row]]));
    for (const variant of data.variants) {
      line.append(element('td', { class: 'num' }, show(at(variant, row))));
    }
    return line;
  }

  let from = -1;
  let to = -1;
  function draw() {
    const height = body.rows.length > 2 ? body.rows[1].offsetHeight || ROW_PX : ROW_PX;
    const first = Math.max(0, Math.floor(box.scrollTop / height) - SPARE);
    const count = Math.ceil(box.clientHeight / height) + 2 * SPARE;
    const last = Math.min(order.length, first + count);
    from = first;
    to = last;
    above.firstChild.style.height = `${first * height}px`;
    below.firstChild.style.height = `${(order.length - last) * height}px`;
    above.hidden = first === 0;
    below.hidden = last === order.length;
    body.replaceChildren(above, ...order.slice(first, last).map((row, k) => rowOf(row, first + k)), below);
  }

  let waiting = false;
  box.addEventListener('scroll', () => {
    if (waiting || data === undefined) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      const height = body.rows.length > 2 ? body.rows[1].offsetHeight || ROW_PX : ROW_PX;
      const top = Math.floor(box.scrollTop / height);
      const bottom = Math.min(order.length, top + Math.ceil(box.clientHeight / height));
      if (top < from || bottom > to) draw();
    });
  });

  const begin = () => {
    data = JSON.parse(source.textContent);
    source.remove();
    document.getElementById('samples-grid').hidden = false;
    build();
    document.getElementById('samples-filter').addEventListener('input', arrange);
    document.getElementById('samples-figure').addEventListener('change', arrange);
    arrange();
  };
  // Parsed when the section comes near: the page is there before it.
  document.getElementById('samples-grid').hidden = false;
  const watcher = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      watcher.disconnect();
      begin();
    },
    { rootMargin: '800px' },
  );
  watcher.observe(box);
})();
