import { PasswordController } from './access/password.controller.js';
import { SessionListController } from './access/session-list.controller.js';
import { TokenController } from './access/token.controller.js';
import { AuditController } from './audit/audit.controller.js';
import { BoardController } from './board/board.controller.js';
import { CaseController } from './case/case.controller.js';
import { OwnershipController } from './case/ownership.controller.js';
import { ChaseController } from './chase/chase.controller.js';
import { ClockController } from './clock/clock.controller.js';
import { CoOwnerController } from './co-owner/co-owner.controller.js';
import { CalendarController } from './company/calendar.controller.js';
import { CompanyController } from './company/company.controller.js';
import { DepartmentController } from './company/department.controller.js';
import { JourneyController } from './company/journey.controller.js';
import { PersonController } from './company/person.controller.js';
import { PolicyController } from './company/policy.controller.js';
import { ContactController } from './contact/contact.controller.js';
import { DemoController } from './demo/demo.controller.js';
import { DisruptionController } from './disruption/disruption.controller.js';
import { HandoffController } from './handoff/handoff.controller.js';
import { HealthController } from './health/health.controller.js';
import { HomeController } from './home/home.controller.js';
import { InboxController } from './inbox/inbox.controller.js';
import { LegController } from './leg/leg.controller.js';
import { StreamController } from './live/stream.controller.js';
import { NoticeController } from './notice/notice.controller.js';
import { FlowController } from './oversight/flow.controller.js';
import { OversightController } from './oversight/oversight.controller.js';
import { PresenceController } from './presence/presence.controller.js';
import { PromiseController } from './promise/promise.controller.js';
import { PushController } from './push/push.controller.js';
import { QuestionController } from './question/question.controller.js';
import { SavedViewController } from './saved-view/saved-view.controller.js';
import { SearchController } from './search/search.controller.js';
import { SessionController } from './session/session.controller.js';
import { TrackerLinkController } from './tracker/tracker-link.controller.js';
import { TrackerController } from './tracker/tracker.controller.js';
import { TransitionController } from './transition/transition.controller.js';
import { UndoController } from './undo/undo.controller.js';

/** Everything that answers a request. OpenAPI and the walk over all routes begin here too. */
export const controllers = [
  SessionController,
  DemoController,
  SessionListController,
  TokenController,
  PasswordController,
  CaseController,
  OwnershipController,
  CoOwnerController,
  LegController,
  HandoffController,
  ContactController,
  PromiseController,
  DisruptionController,
  QuestionController,
  ChaseController,
  ClockController,
  InboxController,
  NoticeController,
  SavedViewController,
  PushController,
  OversightController,
  FlowController,
  BoardController,
  AuditController,
  TransitionController,
  TrackerLinkController,
  TrackerController,
  CompanyController,
  DepartmentController,
  PersonController,
  CalendarController,
  JourneyController,
  PolicyController,
  StreamController,
  PresenceController,
  UndoController,
  HealthController,
  HomeController,
  SearchController,
];
