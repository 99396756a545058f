/* Why: the chosen theme must be known before the first paint, or a night shift gets a white flash.
   A file of its own because the content policy allows no inline script. Same key as client/theme/theme.ts. */
try {
  var theme = localStorage.getItem('alongside.theme')
  if (theme === 'day' || theme === 'night') document.documentElement.dataset.theme = theme
} catch {
  // Storage switched off in this browser: the theme then follows the device, which is what we want anyway.
}
