/* Why: the words where an address leads nowhere, or to a page for others. */
export const nowhere = {
  notFound: {
    title: 'There is no page here',
    lead: 'The address may be old, or part of it may be missing. Nothing of yours is lost.',
    home: 'Go to your first page',
  },
  notYours: {
    title: 'This page is for others',
    lead: 'Your sign-in doesn’t open it. If you need it, whoever leads the shift can help.',
  },
}
