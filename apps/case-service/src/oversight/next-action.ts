import type { StalledItem } from '@baton/persistence';

/** What would move a stalled thing on, as a sentence for whoever must do it. */
export function nextActionFor({ reason, leg, chases }: StalledItem): string {
  const what = leg === null ? 'the case' : `"${leg}"`;
  const chase = chases[0];
  if (chase?.answer === 'blocked') return `Clear what blocks ${what}, then let it go on.`;
  if (chase?.answer === 'need-help') return `Help with ${what}: help was asked for.`;
  switch (reason) {
    case 'offer-waiting':
      return `Accept the offer of ${what}, or say who shall take it instead.`;
    case 'leg-stalled':
      return chase && chase.answer === null
        ? `Answer the chase about ${what}.`
        : `Record progress on ${what}, or hand it on.`;
    case 'customer-asked':
      return 'Say yes or no to what the customer asked for, and tell them.';
    case 'clock-at-risk':
      return `Finish ${what} in time, or tell the customer a new date before the old one passes.`;
    case 'clock-breached':
      return `Finish ${what} now, and tell the customer where it stands.`;
  }
}
