import { IdParams, TrackerLinkView } from '@baton/contracts';
import { CaseDraft, isOwed, mayContactCustomer, voicesOf } from '@baton/domain';
import type { Logger } from '@baton/server';
import { Controller, Inject, Param, Post } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { Cases } from '../case/cases.js';
import { ServiceConfig } from '../config.js';
import { type Actor, TheActor } from '../http/actor.js';
import { Problem } from '../http/problem.js';
import { Route } from '../http/route.js';
import { LOGGER } from '../infrastructure.js';
import { present } from '../wire/present.js';
import { TrackerLinks } from './tracker-links.js';

/** Gives out the link to the customer's page. Whoever has it can speak as the customer, so it is for those who speak to them. */
@Controller('api/v1/cases/:id')
export class TrackerLinkController {
  constructor(
    private readonly cases: Cases,
    private readonly links: TrackerLinks,
    private readonly config: ServiceConfig,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Post('tracker-link')
  @Route({
    summary: 'The link to the customer’s own page, for those who may write to the customer',
    access: 'agent',
    answers: TrackerLinkView,
  })
  async link(@Param() { id }: IdParams, @TheActor() { person }: Actor): Promise<TrackerLinkView> {
    const { state, company, at } = await this.cases.seenBy(person.id, { kind: 'case', id });
    const draft = new CaseDraft(state, state.id, { at, company, actor: person, newId: uuidv7 });
    const held = state.promises.filter((promise) => isOwed(promise) && promise.holderId === person.id);
    if (
      !mayContactCustomer(
        draft,
        held.map(({ id }) => id),
      )
    )
      throw Problem.refused('may-not-contact-customer', { who: voicesOf(draft) });
    this.logger.info({ caseId: state.id, personId: person.id }, 'a link to the customer’s page was given out');
    return present(TrackerLinkView, { url: `${this.config.publicUrl}/t/${await this.links.tokenOf(state.id)}` });
  }
}
