import type { Effect } from '@baton/application';
import { type Metrics, trace } from '@baton/server';

type Ending = 'done' | 'failed';

/** Stands around the effects that are carried out: one, or several together. */
export type FollowEffects = (effects: readonly Effect[], run: () => Promise<Ending>) => Promise<void>;

/** Every effect of this process, in its metrics and in the trace of what caused it. */
export function followEffects(metrics: Metrics): FollowEffects {
  const durations = metrics.histogram('baton_effect_seconds', 'How long effects took, by topic and how they ended', [
    'topic',
    'outcome',
  ]);
  const follow = ({ topic, body, attempts, traceparent }: Effect, run: () => Promise<Ending>) => {
    const facts = { 'baton.effect.topic': topic, 'baton.effect.attempts': attempts, ...caseOf(body) };
    return trace.follow(`effect ${topic}`, { facts, cause: traceparent ?? null }, async (step) => {
      const done = durations.startTimer({ topic });
      const outcome = await run();
      done({ outcome });
      step.add({ 'baton.outcome': outcome });
      if (outcome === 'failed') step.fail();
    });
  };
  return async (effects, run) => {
    if (effects.length === 1) return follow(effects[0]!, run);
    // What is done once for all of them is a trace of its own, and in that of each cause it is a step as long.
    const together = trace.follow('effects together', { facts: { 'baton.effects': effects.length } }, run);
    await Promise.all(effects.map((effect) => follow(effect, () => together)));
  };
}

const caseOf = ({ caseId }: Effect['body']) => (typeof caseId === 'string' ? { 'baton.case.id': caseId } : {});
