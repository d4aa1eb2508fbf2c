import { decide, isPresent, relievePerson } from '@baton/domain';
import { accept, type Instant, SECOND } from '@baton/kernel';

import type { Effect, EffectOutbox, NewEffect } from '../outbox/effect-outbox.js';
import type { RelayUnitOfWork } from '../relay-unit-of-work.js';

/** Finds what rests on a person. */
export interface CasesOfPerson {
  /** Ids after `afterId`, in order, of open cases: with `offers` what is offered to them, else every duty (H8, H14). */
  find(personId: string, which: 'offers' | 'duties', afterId: string | null, limit: number): Promise<readonly string[]>;
}

/** Who is gone: entirely, or only for now. */
export interface Relief {
  readonly personId: string;
  readonly entirely: boolean;
  readonly reason: string;
}

const BATCH = 100;

/**
 * To be written together with a person's going at `from`, in the edit of the company's `revision`: what they leave behind is
 * passed on whatever happens to the process that was asked. Commands that still saw them there have ended by then.
 */
export const reliefOf = (relief: Relief, revision: number, from: Instant): NewEffect =>
  effectOf({ ...relief, cause: `${revision}:${from}`, afterId: null }, from + 5 * SECOND);

interface Body extends Relief {
  readonly cause: string;
  readonly afterId: string | null;
}

const effectOf = (body: Body, notBefore: Instant): NewEffect => ({
  key: ['relieve', body.personId, body.cause, ...(body.afterId === null ? [] : [body.afterId])].join(':'),
  topic: 'relieve',
  orderKey: `relieve:${body.personId}`,
  body: { ...body },
  notBefore,
});

/**
 * Passes on what still rests on a person who is gone (H8, H14), a hundred cases at a time; each batch asks for the next.
 * Who is back meanwhile keeps what they have. Doing a case twice changes nothing the second time.
 */
export class RelievePersonUseCase {
  constructor(
    private readonly outbox: EffectOutbox,
    private readonly cases: CasesOfPerson,
    private readonly unitOfWork: RelayUnitOfWork,
    private readonly newId: () => string,
  ) {}

  async execute(effect: Effect): Promise<void> {
    const body = effect.body as unknown as Body;
    const { personId, entirely, reason } = body;
    const ids = await this.cases.find(personId, entirely ? 'duties' : 'offers', body.afterId, BATCH);
    for (const id of ids) {
      await this.unitOfWork.change(
        { kind: 'case', id },
        (state, { at, company }) =>
          isPresent(company.people.get(personId), at)
            ? accept({ before: state, after: state, events: [] })
            : decide(
                relievePerson,
                state.id,
                state,
                { personId, entirely, reason },
                { at, company, actor: null, newId: this.newId },
              ),
        {},
      );
    }
    await this.outbox.finish(effect, async (scope) => {
      const last = ids.at(-1);
      if (last !== undefined && ids.length === BATCH) await scope.add([effectOf({ ...body, afterId: last }, scope.at)]);
    });
  }
}
