/* Why: the theme must be known before the first paint, and whether the screen is covered; see client/theme/theme.ts
   and client/lock/cover.ts, which have the same keys. */
try {
  if (localStorage.getItem('alongside.locked') === '1') document.documentElement.dataset.locked = ''
  var theme = localStorage.getItem('alongside.theme')
  if (theme === 'day' || theme === 'night') document.documentElement.dataset.theme = theme
} catch {
  // Storage is off: the theme follows the device, and nothing was kept about a cover.
}
