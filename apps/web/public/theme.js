// Runs before the first paint, so that a chosen theme never flashes. Same key as src/ui/theme.ts.
try {
  const chosen = localStorage.getItem('maillage-theme');
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
} catch {
  // Storage may be forbidden: the system theme stays.
}
