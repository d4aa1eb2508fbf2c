import type { ClockKind } from '../clock/clock.js';
import type { FindingKind } from './finding.js';

/** What a missed target is called on the list of findings. */
export function findingForBreach(kind: ClockKind): FindingKind {
  switch (kind) {
    case 'acceptance':
      return 'offer-expired';
    case 'promise':
      return 'promise-broken';
    case 'disruption-ack':
      return 'disruption-unacknowledged';
    case 'answer':
      return 'question-unanswered';
    case 'leg-ola':
    case 'first-response':
    case 'next-response':
    case 'resolution':
    case 'silence':
    case 'vendor':
      return 'clock-breached';
  }
}
