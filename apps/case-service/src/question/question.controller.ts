import type { Order } from '@baton/application';
import { AnswerQuestionRequest, AskQuestionRequest, IdParams } from '@baton/contracts';
import { answerQuestion, askQuestion } from '@baton/domain';
import { Body, Controller, Param } from '@nestjs/common';
import { Cases } from '../case/cases.js';
import { TheOrder } from '../http/order.js';
import { Command } from '../http/route.js';
import { asCommand } from '../wire/as-command.js';

/** Questions to those who held an earlier leg. */
@Controller('api/v1')
export class QuestionController {
  constructor(private readonly cases: Cases) {}

  @Command('cases/:id/questions', 'Asks somebody who held an earlier leg, instead of returning the work')
  ask(@Param() { id }: IdParams, @Body() body: AskQuestionRequest, @TheOrder() order: Order) {
    const { pauseLeg, ...asked } = asCommand(body);
    return this.cases.run(askQuestion, { kind: 'case', id }, { ...asked, pauseLeg: pauseLeg ?? false }, order);
  }

  @Command('questions/:id/answer', 'Answers a question about earlier work')
  answer(@Param() { id }: IdParams, @Body() body: AnswerQuestionRequest, @TheOrder() order: Order) {
    return this.cases.run(answerQuestion, { kind: 'question', id }, { questionId: id, ...asCommand(body) }, order);
  }
}
