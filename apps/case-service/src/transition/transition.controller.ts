import { TransitionsView } from '@baton/contracts';
import { caseTransitions, handoffTransitions, legTransitions } from '@baton/domain';
import { Controller, Get } from '@nestjs/common';
import { Route } from '../http/route.js';
import { present } from '../wire/present.js';

@Controller('api/v1/transitions')
export class TransitionController {
  @Get()
  @Route({
    summary: 'The state machines as data: which verb is allowed where, and where it leads',
    access: 'agent',
    answers: TransitionsView,
  })
  transitions(): TransitionsView {
    return present(TransitionsView, { case: caseTransitions, leg: legTransitions, handoff: handoffTransitions });
  }
}
