import type { CaseEventView } from '../../api/generated/types.gen';
import { groupOf } from './event-sentence';

/** Something that was done, and what followed from it in the same moment. */
export interface Deed {
  readonly did: CaseEventView;
  /** In the order in which it followed. */
  readonly followed: readonly CaseEventView[];
}

/** What one command wrote down has one moment and one author: of a history, the latest first, each command as one deed. */
export function deedsOf(events: readonly CaseEventView[]): readonly Deed[] {
  const commands: CaseEventView[][] = [];
  for (const event of events) {
    const last = commands.at(-1);
    if (last && last[0]!.at === event.at && last[0]!.by === event.by) last.unshift(event);
    else commands.push([event]);
  }
  return commands.map((command) => {
    const did = command.find(isWhole) ?? command.find(isDone) ?? command[0]!;
    return { did, followed: command.filter((event) => event !== did) };
  });
}

/** How a case begins and ends is what was done, whatever had to be done for it first. */
const isWhole = ({ type }: CaseEventView): boolean => /^case\.(opened|resolved|closed|cancelled)$/.test(type);

/** Clocks, chases and who takes part follow from what people do. */
const isDone = ({ type }: CaseEventView): boolean => ['work', 'customer', 'talk'].includes(groupOf(type));
