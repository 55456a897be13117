// Adds further flagged samples, fifty at a press. Their markup was escaped when the page was made; it waits as
// JSON text, which costs the browser nothing until it is parsed here.
(() => {
  for (const button of document.querySelectorAll('button.more')) {
    const id = button.dataset.more;
    const list = document.getElementById(id);
    const count = document.querySelector(`[data-count="${id}"]`);
    let next = 0;
    const tell = () => {
      count.textContent = `${list.children.length} of ${count.dataset.total} shown`;
    };
    button.hidden = false;
    tell();
    button.addEventListener('click', () => {
      const source = document.getElementById(`${id}-${next}`);
      if (source === null) return;
      list.insertAdjacentHTML('beforeend', JSON.parse(source.textContent).join(''));
      source.remove();
      document.dispatchEvent(new Event('parsimony:cards'));
      next += 1;
      tell();
      if (document.getElementById(`${id}-${next}`) === null) button.hidden = true;
    });
  }
})();
