/* Why: the theme must be known before the first paint; see client/theme/theme.ts, which has the same key. */
try {
  var theme = localStorage.getItem('alongside.theme')
  if (theme === 'day' || theme === 'night') document.documentElement.dataset.theme = theme
} catch {
  // Storage is off: the theme follows the device.
}
