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

import type { FollowEffect } from './follow-effects.js';

export interface EffectUseCases {
  readonly inform: Pick<InformPeopleUseCase, 'execute'>;
  readonly mail: Pick<MailNoticesUseCase, 'execute'>;
  readonly push: Pick<PushNoticesUseCase, 'execute'>;
  readonly recalculate: Pick<RecalculateClocksUseCase, 'execute'>;
  readonly relieve: Pick<RelievePersonUseCase, 'execute'>;
}

/**
 * Carries out one leased effect: counts the start, runs the use case of its topic, and on an error sets the next attempt in
 * our own row. It never rejects for a failed effect: the queue has nothing to decide (RELIABILITY 1.4).
 */
export class CarryOutEffect {
  constructor(
    private readonly outbox: EffectOutbox,
    private readonly useCases: EffectUseCases,
    private readonly logger: Logger,
    private readonly onInformed: (informed: Informed) => void,
    private readonly follow: FollowEffect,
  ) {}

  async run(leased: LeasedEffect): Promise<void> {
    const effect = await this.outbox.begin(leased);
    if (effect === null) return;
    const correlationId = typeof effect.body['correlationId'] === 'string' ? effect.body['correlationId'] : effect.key;
    await runWithCorrelation(correlationId, () => this.follow(effect, () => this.tryOnce(effect)));
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

  private async dispatch(effect: Effect): Promise<void> {
    switch (effect.topic) {
      case 'inform': {
        const informed = await this.useCases.inform.execute(effect);
        if (informed.people.length > 0) this.onInformed(informed);
        return;
      }
      case 'mail':
        await this.useCases.mail.execute(effect);
        return;
      case 'push':
        await this.useCases.push.execute(effect);
        return;
      case 'recalculate':
        await this.useCases.recalculate.execute(effect);
        return;
      case 'relieve':
        await this.useCases.relieve.execute(effect);
        return;
    }
  }
}
