import type { CaseRef, CommandOutcome, FollowCommand } from '@baton/application';
import { type Facts, type Metrics, trace } from '@baton/server';

/** Every command of this process, in its metrics and traces: by its verb, how long it took and what it came to. */
export function followCommands(metrics: Metrics): FollowCommand {
  const durations = metrics.histogram(
    'baton_command_seconds',
    'How long commands took, by verb and what they came to',
    ['verb', 'outcome'],
  );
  return (verb, ref, run) =>
    trace.follow(verb, { facts: { 'baton.command': verb, ...named(ref) } }, async (step) => {
      const done = durations.startTimer({ verb });
      let outcome: CommandOutcome['outcome'] | 'failed' = 'failed';
      try {
        const result = await run();
        outcome = result.outcome;
        step.add(factsOf(result, ref));
        return result;
      } finally {
        done({ outcome });
      }
    });
}

/** What the command came to: ids, numbers and kinds of events. */
function factsOf(result: CommandOutcome, ref: CaseRef | null): Facts {
  const facts = { 'baton.outcome': result.outcome };
  if (result.outcome === 'refused') return { ...facts, 'baton.refusal': result.refusal };
  if (result.outcome !== 'done') return facts;
  const { state, events } = result;
  return {
    ...facts,
    'baton.case.id': state.id,
    'baton.case.version': state.version,
    'baton.leg.id': ref?.kind === 'handoff' ? state.handoffs.find(({ id }) => id === ref.id)?.toLegId : undefined,
    'baton.events': [...new Set(events.map(({ type }) => type))],
  };
}

const named = (ref: CaseRef | null): Facts => (ref === null ? {} : { [`baton.${ref.kind}.id`]: ref.id });
