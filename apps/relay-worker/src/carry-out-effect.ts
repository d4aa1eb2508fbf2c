import type {
  Effect,
  EffectOutbox,
  Informed,
  InformPeopleUseCase,
  LeasedEffect,
  MailNoticesUseCase,
  PushNoticesUseCase,
  RecalculateClocksUseCase,
  RelievePersonUseCase,
} from '@baton/application';
import { runWithCorrelation } from '@baton/server';
import type { Logger } from 'pino';

import type { FollowEffects } from './follow-effects.js';

export interface EffectUseCases {
  readonly inform: Pick<InformPeopleUseCase, 'execute'>;
  readonly mail: Pick<MailNoticesUseCase, 'execute'>;
  readonly push: Pick<PushNoticesUseCase, 'execute'>;
  readonly recalculate: Pick<RecalculateClocksUseCase, 'execute'>;
  readonly relieve: Pick<RelievePersonUseCase, 'execute'>;
}

/**
 * Carries out leased effects: counts the start, runs the use case of the topic, and on an error sets the next attempt in
 * our own row. It never rejects for a failed effect: the queue has nothing to decide.
 */
export class CarryOutEffect {
  constructor(
    private readonly outbox: EffectOutbox,
    private readonly useCases: EffectUseCases,
    private readonly logger: Logger,
    private readonly onInformed: (informed: readonly Informed[]) => void,
    private readonly follow: FollowEffects,
  ) {}

  async run(leased: LeasedEffect): Promise<void> {
    const effect = await this.outbox.begin(leased);
    if (effect !== null) await this.alone(effect);
  }

  /** Effects that inform people, in one transaction; refused together, each goes alone. */
  async informTogether(leased: readonly LeasedEffect[]): Promise<void> {
    const effects = await this.outbox.beginAll(leased);
    if (effects.length > 1) {
      try {
        await this.follow(effects, async () => {
          await this.inform(effects);
          return 'done';
        });
        return;
      } catch (err) {
        this.logger.warn(
          { err, effects: effects.length },
          'people could not be informed together; now each case alone',
        );
      }
    }
    for (const effect of effects) await this.alone(effect);
  }

  private async alone(effect: Effect): Promise<void> {
    const correlationId = typeof effect.body['correlationId'] === 'string' ? effect.body['correlationId'] : effect.key;
    await runWithCorrelation(correlationId, () => this.follow([effect], () => this.tryOnce(effect)));
  }

  private async tryOnce(effect: Effect): Promise<'done' | 'failed'> {
    try {
      await this.dispatch(effect);
      this.logger.debug({ effect: effect.key }, 'done');
      return 'done';
    } catch (err) {
      const error = err instanceof Error ? err : new Error(String(err));
      this.logger.warn(
        { err: error, effect: effect.key, attempts: effect.attempts + 1 },
        'an effect failed; it is tried again',
      );
      await this.outbox.fail(effect, error);
      return 'failed';
    }
  }

  /** No `async`, no `default`: so the compiler names a topic that nobody carries out. */
  private dispatch(effect: Effect): Promise<unknown> {
    switch (effect.topic) {
      case 'inform':
        return this.inform([effect]);
      case 'mail':
        return this.useCases.mail.execute(effect);
      case 'push':
        return this.useCases.push.execute(effect);
      case 'recalculate':
        return this.useCases.recalculate.execute(effect);
      case 'relieve':
        return this.useCases.relieve.execute(effect);
    }
  }

  private async inform(effects: readonly Effect[]): Promise<void> {
    const informed = await this.useCases.inform.execute(effects);
    if (informed.length > 0) this.onInformed(informed);
  }
}
