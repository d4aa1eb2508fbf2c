import type { NoticeKind } from '../notice/notice.js';

/** How much of a device's rest a message is worth. */
export type PushUrgency = 'low' | 'normal' | 'high';

/** What somebody waits for an answer to wakes a device up; how a case ended can wait until it is looked at. */
export function pushUrgency(kind: NoticeKind, urgent: boolean): PushUrgency {
  if (urgent) return 'high';
  switch (kind) {
    case 'offer':
    case 'chase':
    case 'help-needed':
    case 'called-in':
    case 'escalation':
    case 'question':
    case 'promise-due':
    case 'promise-broken':
    case 'ownership-offered':
    case 'customer-asked':
      return 'high';
    case 'offer-accepted':
    case 'leg-skipped':
    case 'case-resolved':
    case 'case-closed':
    case 'case-cancelled':
      return 'low';
    default:
      return 'normal';
  }
}
