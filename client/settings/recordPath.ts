/* Why: where what is written about somebody is looked at: a person's record, or the one visit of somebody unknown. */
export const recordPath = ({ subject, isVisit }: { subject: string; isVisit: boolean }): string =>
  isVisit ? `/visit/${subject}` : `/person/${subject}/rights`
