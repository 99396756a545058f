/* Why: the parts of the desk that a first paint does without come as one file: small ones each by itself would weigh
   more on the first load than they take off it. */
export { default as AlreadyHere } from './AlreadyHere.vue'
export { default as AsideLines } from './AsideLines.vue'
export { default as EarlierField } from './EarlierField.vue'
export { default as FoundPerson } from './FoundPerson.vue'
export { default as RowTrouble } from './RowTrouble.vue'
export { default as SavedLine } from './SavedLine.vue'
export { default as WaitingRows } from './WaitingRows.vue'
export { default as WalkInTrouble } from './WalkInTrouble.vue'
