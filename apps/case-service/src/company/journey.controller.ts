import {
  type JoinRuleDto,
  JourneyPreviewView,
  type JourneyRefusalView,
  JourneyView,
  KeyParams,
  PutJourneyRequest,
} from '@baton/contracts';
import {
  buildCompany,
  checkJourney,
  type Company,
  type JoinRule,
  type JourneyTemplate,
  leastOpenSeconds,
} from '@baton/domain';
import { CompanyDirectory } from '@baton/persistence';
import { Body, Controller, Headers, Param, Post, Put } from '@nestjs/common';
import { type Actor, TheActor } from '../http/actor.js';
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
    @TheActor() { person: { id: by } }: Actor,
  ): Promise<Answer> {
    const journey = await this.directory.edit((records, at) => {
      const before = newestWithId(records.journeys, id);
      if (before) requireMatch(ifMatch, before.version);
      const journey = journeyOf(id, (before?.version ?? 0) + 1, body);
      const checked = checkJourney(journey, buildCompany(records), at);
      if (checked.outcome === 'refused') throw Problem.refused(checked.refusal, checked.detail);
      return {
        put: { journeys: [journey] },
        event: { by, type: 'journey.saved', aboutId: id, name: journey.name, version: journey.version },
        result: journey,
      };
    });
    return new Answer(present(JourneyView, journey), {
      status: journey.version === 1 ? 201 : 200,
      version: journey.version,
    });
  }

  @Post('preview')
  @Route({
    summary: 'Says how much time the legs of a journey need, and whether it would be saved',
    access: 'admin',
    answers: JourneyPreviewView,
  })
  async preview(@Body() body: PutJourneyRequest): Promise<JourneyPreviewView> {
    const company = await this.directory.current();
    const journey = journeyOf('preview', 1, body);
    const at = Date.now();
    const checked = checkJourney(journey, company, at);
    const refused = checked.outcome === 'refused' ? Problem.refused(checked.refusal, checked.detail) : null;
    const { leg = null, step = null, priority = null } = (refused?.facts ?? {}) as Partial<JourneyRefusalView>;
    return present(JourneyPreviewView, {
      neededSeconds: isMeasurable(journey, company) ? leastOpenSeconds(journey, company, at) : null,
      refusal: refused && { code: refused.code, title: refused.message, leg, step, priority },
    });
  }
}

const isMeasurable = ({ legs }: JourneyTemplate, { departments }: Company): boolean =>
  legs.length > 0 && legs.every((leg) => leg.olaSeconds >= 0 && departments.has(leg.departmentId));

function journeyOf(id: string, version: number, body: PutJourneyRequest): JourneyTemplate {
  const { joins, ...asked } = asCommand(body);
  return { ...asked, id, version, joins: joins.map(({ step, rule }) => ({ step, rule: joinRuleOf(rule) })) };
}

/** `n-of` without a number can never be met, as `checkJourney` will say. */
const joinRuleOf = ({ kind, n }: { readonly kind: JoinRuleDto['kind']; readonly n: number | null }): JoinRule =>
  kind === 'n-of' ? { kind, n: n ?? 0 } : { kind };
