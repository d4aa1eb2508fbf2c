import { KeyParams, PolicyView, PutPolicyRequest } from '@baton/contracts';
import { checkPolicy, type EscalationPolicy } from '@baton/domain';
import { CompanyDirectory } from '@baton/persistence';
import { Body, Controller, Headers, Param, Put } from '@nestjs/common';
import { type Actor, TheActor } from '../http/actor.js';
import { Answer } from '../http/answer.js';
import { requireMatch } from '../http/etag.js';
import { Problem } from '../http/problem.js';
import { Route } from '../http/route.js';
import { asCommand } from '../wire/as-command.js';
import { present } from '../wire/present.js';
import { newestWithId } from './newest-of-each.js';

/** Ladders are edited by making versions; those that are being climbed stay as they were. */
@Controller('api/v1/policies')
export class PolicyController {
  constructor(private readonly directory: CompanyDirectory) {}

  @Put(':id')
  @Route({ summary: 'Saves a ladder as a new version', access: 'admin', answers: PolicyView, versioned: true })
  async put(
    @Param() { id }: KeyParams,
    @Body() body: PutPolicyRequest,
    @Headers('if-match') ifMatch: string | undefined,
    @TheActor() { person: { id: by } }: Actor,
  ): Promise<Answer> {
    const policy = await this.directory.edit((records) => {
      const before = newestWithId(records.policies, id);
      if (before) requireMatch(ifMatch, before.version);
      const policy: EscalationPolicy = { ...asCommand(body), id, version: (before?.version ?? 0) + 1 };
      const checked = checkPolicy(policy);
      if (checked.outcome === 'refused') throw Problem.refused(checked.refusal, checked.detail);
      return {
        put: { policies: [policy] },
        event: { by, type: 'ladder.saved', aboutId: id, name: policy.name, version: policy.version },
        result: policy,
      };
    });
    return new Answer(present(PolicyView, policy), {
      status: policy.version === 1 ? 201 : 200,
      version: policy.version,
    });
  }
}
