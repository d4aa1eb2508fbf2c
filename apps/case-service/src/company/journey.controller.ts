import { type JoinRuleDto, JourneyView, KeyParams, PutJourneyRequest } from '@baton/contracts';
import { buildCompany, checkJourney, type JoinRule, type JourneyTemplate } from '@baton/domain';
import { CompanyDirectory } from '@baton/persistence';
import { Body, Controller, Headers, Param, Put } from '@nestjs/common';
import { Answer } from '../http/answer.js';
import { requireMatch } from '../http/etag.js';
import { Problem } from '../http/problem.js';
import { Route } from '../http/route.js';
import { asCommand } from '../wire/as-command.js';
import { present } from '../wire/present.js';
import { newestWithId } from './newest-of-each.js';

/** Journeys are edited by making versions; cases keep the one they were opened with. */
@Controller('api/v1/journeys')
export class JourneyController {
  constructor(private readonly directory: CompanyDirectory) {}

  @Put(':id')
  @Route({
    summary: 'Saves a journey as a new version; refused when its legs cannot fit',
    access: 'admin',
    answers: JourneyView,
    versioned: true,
  })
  async put(
    @Param() { id }: KeyParams,
    @Body() body: PutJourneyRequest,
    @Headers('if-match') ifMatch: string | undefined,
  ): Promise<Answer> {
    const journey = await this.directory.edit((records, at) => {
      const before = newestWithId(records.journeys, id);
      if (before) requireMatch(ifMatch, before.version);
      const { joins, ...asked } = asCommand(body);
      const journey: JourneyTemplate = {
        ...asked,
        id,
        version: (before?.version ?? 0) + 1,
        joins: joins.map(({ step, rule }) => ({ step, rule: joinRuleOf(rule) })),
      };
      const checked = checkJourney(journey, buildCompany(records), at);
      if (checked.outcome === 'refused') throw Problem.refused(checked.refusal, checked.detail);
      return { put: { journeys: [journey] }, result: journey };
    });
    return new Answer(present(JourneyView, journey), {
      status: journey.version === 1 ? 201 : 200,
      version: journey.version,
    });
  }
}

/** `n-of` without a number can never be met, as `checkJourney` will say. */
const joinRuleOf = ({ kind, n }: { readonly kind: JoinRuleDto['kind']; readonly n: number | null }): JoinRule =>
  kind === 'n-of' ? { kind, n: n ?? 0 } : { kind };
