/** What Baton itself calls a leg that no journey and nobody named. Pages and mails say it in the reader's language. */
export const ownLegNames = ['first-contact', 'owner-follow-up', 'case-reopened'] as const;
export type OwnLegName = (typeof ownLegNames)[number];
