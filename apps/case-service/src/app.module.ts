import { HearCustomerUseCase, RunCommandUseCase } from '@baton/application';
import { Access, CompanyDirectory, InstallationSecrets, PushSubscriptions, RememberedCases } from '@baton/persistence';
import { ClockGuard, Metrics, PushServices } from '@baton/server';
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { Cases } from './case/cases.js';
import { ServiceConfig } from './config.js';
import { controllers } from './controllers.js';
import { OPEN_API } from './home/home.controller.js';
import { AccessGuard } from './http/access.guard.js';
import { AnswerInterceptor } from './http/answer.js';
import { ProblemFilter } from './http/problem.filter.js';
import { validation } from './http/validation.js';
import { type Infrastructure, LIVE_BUS, LOGGER } from './infrastructure.js';
import { SessionEnds } from './live/session-ends.js';
import { Streams } from './live/streams.js';
import { openApiDocument } from './openapi/open-api-document.js';
import { Presences } from './presence/presences.js';
import { PresenceThrottle } from './presence/presence-throttle.js';
import { BrowserSessions } from './session/browser-sessions.js';
import { SignInThrottle } from './session/sign-in-throttle.js';
import { TrackerLinks } from './tracker/tracker-links.js';
import { TrackerThrottle } from './tracker/tracker-throttle.js';

/** The service on top of what it was given: every way in goes through the same guard, validation and filter. */
@Module({})
export class AppModule {
  static on(given: Infrastructure): DynamicModule {
    return {
      module: AppModule,
      controllers,
      providers: [
        { provide: ServiceConfig, useValue: given.config },
        { provide: LOGGER, useValue: given.logger },
        { provide: Metrics, useValue: given.metrics },
        { provide: DataSource, useValue: given.dataSource },
        { provide: CompanyDirectory, useValue: given.directory },
        { provide: Access, useValue: given.access },
        { provide: RememberedCases, useValue: given.remembered },
        { provide: RunCommandUseCase, useValue: given.commands },
        { provide: HearCustomerUseCase, useValue: given.customer },
        { provide: InstallationSecrets, useValue: new InstallationSecrets(given.dataSource) },
        {
          provide: TrackerLinks,
          useFactory: (secrets: InstallationSecrets) => new TrackerLinks(secrets),
          inject: [InstallationSecrets],
        },
        { provide: PushSubscriptions, useValue: new PushSubscriptions(given.dataSource) },
        { provide: PushServices, useValue: new PushServices(given.config.PUSH_SERVICES) },
        { provide: LIVE_BUS, useValue: given.liveBus },
        { provide: ClockGuard, useValue: given.clockGuard },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_PIPE, useFactory: validation },
        { provide: APP_INTERCEPTOR, useClass: AnswerInterceptor },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: OPEN_API, useFactory: openApiDocument },
        BrowserSessions,
        Cases,
        Presences,
        PresenceThrottle,
        SessionEnds,
        SignInThrottle,
        Streams,
        TrackerThrottle,
      ],
    };
  }
}
