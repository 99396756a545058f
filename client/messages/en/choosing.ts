/* Why: the words of choosing a password, wherever that is done. */
export const choosing = {
  password: 'Choose a password',
  hint: '{n} signs or more. Four words that have nothing to do with each other do well; paste one if you like',
  need: 'Choose a password',
  show: 'Show',
  hide: 'Hide',
  showPassword: 'Show password',
  hidePassword: 'Hide password',
  passwordTooShort: 'Make it longer: {n} signs or more',
  passwordTooCommon: 'Many people use this one, so it would be guessed first. Choose another',
  passwordLikeName: 'This is made of your name or the centre’s. Choose something nobody would think of',
}
