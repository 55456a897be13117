// The switch between the system's colours, light and dark. Works without storage.
(() => {
  const themes = ['system', 'light', 'dark'];
  const root = document.documentElement;
  const button = document.getElementById('theme');
  if (button === null) return;

  const show = (theme) => {
    if (theme === 'system') delete root.dataset.theme;
    else root.dataset.theme = theme;
    button.textContent = `Theme: ${theme}`;
    button.dataset.theme = theme;
    document.dispatchEvent(new Event('parsimony:theme'));
  };
  const stored = () => {
    // From disk, or with storage turned off, reading it may throw.
    try {
      return localStorage.getItem('parsimony-theme');
    } catch {
      return null;
    }
  };
  const keep = (theme) => {
    try {
      localStorage.setItem('parsimony-theme', theme);
    } catch {
      // The choice holds until the page is closed.
    }
  };

  button.hidden = false;
  const first = stored();
  show(themes.includes(first) ? first : 'system');
  button.addEventListener('click', () => {
    const next = themes[(themes.indexOf(button.dataset.theme) + 1) % themes.length];
    keep(next);
    show(next);
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    document.dispatchEvent(new Event('parsimony:theme'));
  });
})();
