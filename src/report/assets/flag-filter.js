// Narrows the table of a candidate's flags to a text and a kind; without scripts the whole table stands.
(() => {
  for (const controls of document.querySelectorAll('[data-filters]')) {
    const table = document.getElementById(controls.dataset.filters);
    const [input, select, count] = ['input', 'select', '[role="status"]'].map((part) =>
      controls.querySelector(part),
    );
    let rows;
    const narrow = () => {
      rows ??= [...table.querySelectorAll('tbody tr')].map((row) => ({
        row,
        text: row.textContent.toLowerCase(),
        kinds: row.cells[2].textContent.split(', '),
      }));
      const wanted = input.value.trim().toLowerCase();
      let shown = 0;
      for (const { row, text, kinds } of rows) {
        row.hidden = !text.includes(wanted) || (select.value !== '' && !kinds.includes(select.value));
        if (!row.hidden) shown += 1;
      }
      count.textContent = `${shown} of ${rows.length} shown`;
    };
    controls.hidden = false;
    input.addEventListener('input', narrow);
    select.addEventListener('change', narrow);
  }
})();
