// Configs to copy, and links to the cards that hold them.
(() => {
  const status = document.createElement('p');
  status.className = 'sr';
  status.setAttribute('role', 'status');
  document.body.append(status);

  // Pages from disk may be refused the clipboard: then the text is selected and copied as by hand.
  async function copy(source) {
    try {
      await navigator.clipboard.writeText(source.textContent);
      return true;
    } catch {
      const card = source.closest('details');
      if (card !== null) card.open = true;
      const range = document.createRange();
      range.selectNodeContents(source);
      const selection = getSelection();
      selection.removeAllRanges();
      selection.addRange(range);
      return document.execCommand('copy');
    }
  }

  for (const button of document.querySelectorAll('button[data-copy]')) {
    button.hidden = false;
    const label = button.firstChild.data;
    button.addEventListener('click', async () => {
      const source = document.getElementById(button.dataset.copy);
      const done = source !== null && (await copy(source));
      button.firstChild.data = done ? 'Copied' : 'Select it by hand';
      status.textContent = done ? 'The config is on the clipboard.' : 'The config could not be copied.';
      setTimeout(() => {
        button.firstChild.data = label;
      }, 2000);
    });
  }

  function reveal() {
    const card = document.getElementById(location.hash.slice(1))?.closest('details.point-card');
    if (card === null || card === undefined) return;
    card.open = true;
    card.scrollIntoView();
  }
  addEventListener('hashchange', reveal);
  reveal();
})();
