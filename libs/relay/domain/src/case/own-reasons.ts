/** Why Baton itself did something. Pages say it in the reader's language; the reasons of people are sentences of their own. */
export const ownReasons = [
  'accepted-with-handoff',
  'case-resolved',
  'customer-wrote',
  'is-away',
  'leg-inserted',
  'nobody-answered',
  'outside-the-plan',
  'taken-over',
  'takes-longer',
  'waits-for-what',
] as const;
export type OwnReason = (typeof ownReasons)[number];

export const isOwnReason = (reason: string | null): reason is OwnReason =>
  (ownReasons as readonly (string | null)[]).includes(reason);
