import type { Effect } from '@baton/application';
import { type Metrics, trace } from '@baton/server';

/** Stands around every effect that is carried out. */
export type FollowEffect = (effect: Effect, run: () => Promise<'done' | 'failed'>) => Promise<void>;

/** Every effect of this process, in its metrics and in the trace of what caused it. */
export function followEffects(metrics: Metrics): FollowEffect {
  const durations = metrics.histogram('baton_effect_seconds', 'How long effects took, by topic and how they ended', [
    'topic',
    'outcome',
  ]);
  return ({ topic, body, attempts, traceparent }, run) => {
    const facts = { 'baton.effect.topic': topic, 'baton.effect.attempts': attempts, ...caseOf(body) };
    return trace.follow(`effect ${topic}`, { facts, cause: traceparent ?? null }, async (step) => {
      const done = durations.startTimer({ topic });
      const outcome = await run();
      done({ outcome });
      step.add({ 'baton.outcome': outcome });
      if (outcome === 'failed') step.fail();
    });
  };
}

const caseOf = ({ caseId }: Effect['body']) => (typeof caseId === 'string' ? { 'baton.case.id': caseId } : {});
