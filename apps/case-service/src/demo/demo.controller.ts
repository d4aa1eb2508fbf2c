import { DemoView, MeView, VisitDemoRequest } from '@baton/contracts';
import { CompanyDirectory } from '@baton/persistence';
import type { Logger } from '@baton/server';
import { Body, Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ServiceConfig } from '../config.js';
import { Problem } from '../http/problem.js';
import { Route } from '../http/route.js';
import { LOGGER } from '../infrastructure.js';
import { BrowserSessions } from '../session/browser-sessions.js';
import { meView } from '../session/me-view.js';
import { SignInThrottle } from '../session/sign-in-throttle.js';
import { present } from '../wire/present.js';
import { type DemoVisitor, demoVisitors } from './demo-visitors.js';

/** Looking around a demo company with one click. Who may be looked over the shoulder was decided when the process started. */
@Controller('api/v1/demo')
export class DemoController {
  constructor(
    private readonly directory: CompanyDirectory,
    private readonly sessions: BrowserSessions,
    private readonly throttle: SignInThrottle,
    private readonly config: ServiceConfig,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Get()
  @Route({ summary: 'As whom one may look around; nobody, unless this is a demo', access: 'anyone', answers: DemoView })
  async demo(): Promise<DemoView> {
    return present(DemoView, { visitors: await this.visitors() });
  }

  @Post('session')
  @Route({
    summary: 'Signs in as one of those as whom one may look around; refused unless this is a demo',
    access: 'anyone',
    answers: MeView,
  })
  async visit(
    @Body() { personId }: VisitDemoRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MeView> {
    await this.throttle.visit(request.ip);
    const visitor = (await this.visitors()).find((one) => one.personId === personId);
    if (visitor === undefined) {
      this.logger.warn({ address: request.ip }, 'a sign-in failed');
      throw new Problem(403, 'no-demo');
    }
    await this.sessions.begin(personId, null, request, reply);
    this.logger.info({ address: request.ip, personId }, 'somebody looks around the demo');
    return meView({ person: visitor.person, via: 'session' });
  }

  private async visitors(): Promise<readonly DemoVisitor[]> {
    return demoVisitors(this.config.DEMO_VISITORS, await this.directory.current());
  }
}
