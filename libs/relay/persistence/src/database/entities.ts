import { AttemptRow } from '../access/attempt.entity.js';
import { ApiTokenRow, CredentialRow, SessionRow } from '../access/access.entities.js';
import { AdministrationEventRow } from '../administration/administration-event.entity.js';
import { AnchoredHeadRow, AnchorRow } from '../anchor/anchor.entities.js';
import { CaseEventRow } from '../case/case-event.entity.js';
import { CaseRow } from '../case/case.entity.js';
import { ChaseRow } from '../chase/chase.entity.js';
import { EscalationRow } from '../chase/escalation.entity.js';
import { ClockRow } from '../clock/clock.entity.js';
import { CoOwnerRow } from '../co-owner/co-owner.entity.js';
import { CalendarRow } from '../company/calendar.entity.js';
import { CompanyRevisionRow } from '../company/company-revision.entity.js';
import { DepartmentRow } from '../company/department.entity.js';
import { EscalationPolicyRow } from '../company/escalation-policy.entity.js';
import { JourneyTemplateRow } from '../company/journey-template.entity.js';
import { PersonRow } from '../company/person.entity.js';
import { DisruptionRow } from '../disruption/disruption.entity.js';
import { FindingRow } from '../finding/finding.entity.js';
import { HandoffRow } from '../handoff/handoff.entity.js';
import { IdempotencyRow } from '../idempotency/idempotency.entity.js';
import { InstallationSecretRow } from '../installation-secret/installation-secret.entity.js';
import { LegRow } from '../leg/leg.entity.js';
import { NearMissRow } from '../near-miss/near-miss.entity.js';
import { NoticeRow } from '../notice/notice.entity.js';
import { DispatchHoldRow } from '../outbox/dispatch-hold.entity.js';
import { OutboxRow } from '../outbox/outbox.entity.js';
import { PromiseRow } from '../promise/promise.entity.js';
import { PushSubscriptionRow, UnpushedNoticeRow } from '../push/push.entities.js';
import { QuestionRow } from '../question/question.entity.js';
import { DefaultViewRow, SavedViewRow } from '../saved-view/saved-view.entity.js';
import { CaseSearchRow, SearchLearntRow, SearchWordRow } from '../search/case-search.entity.js';
import { TimerRow } from '../timer/timer.entity.js';
import { SweptRow } from './swept.entity.js';

/** Every table that TypeORM knows. */
export const entities = [
  CaseRow,
  LegRow,
  HandoffRow,
  ClockRow,
  CoOwnerRow,
  PromiseRow,
  QuestionRow,
  DisruptionRow,
  EscalationRow,
  ChaseRow,
  NearMissRow,
  FindingRow,
  CaseEventRow,
  TimerRow,
  OutboxRow,
  IdempotencyRow,
  NoticeRow,
  PersonRow,
  DepartmentRow,
  CalendarRow,
  JourneyTemplateRow,
  EscalationPolicyRow,
  CompanyRevisionRow,
  CredentialRow,
  ApiTokenRow,
  SessionRow,
  InstallationSecretRow,
  SavedViewRow,
  DefaultViewRow,
  PushSubscriptionRow,
  UnpushedNoticeRow,
  CaseSearchRow,
  SearchWordRow,
  SearchLearntRow,
  AdministrationEventRow,
  DispatchHoldRow,
  AnchorRow,
  AnchoredHeadRow,
  SweptRow,
  AttemptRow,
];
