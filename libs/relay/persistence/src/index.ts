export { Access, type ApiToken, type Credential, type NewApiToken, type OpenSession } from './access/access.js';
export { countAttempt, type Door, forgiveAttempt } from './access/attempts.js';
export { CaseSitting } from './case/case-sitting.js';
export type { CommittedChange } from './case/committed-change.js';
export { type ChainBreak, findChainBreak } from './case/event-chain.js';
export { allEvents, eventsOf, type StoredEvent } from './case/read-events.js';
export { FindCasesOfCalendar } from './company/cases-of-calendar.js';
export { CompanyDirectory, type CompanyEdit, type CompanyPart } from './company/company-directory.js';
export { createDataSource, type DatabaseSettings, replicaOf } from './database/data-source.js';
export { keepHouse } from './database/keep-house.js';
export { poolGauges } from './database/pool-gauges.js';
export { runMigrations } from './database/run-migrations.js';
export {
  markNoticesRead,
  type NoticeCursor,
  type NoticePage,
  type NoticeRef,
  noticesOfPerson,
  type ReceivedNotice,
} from './notice/notices.read-model.js';
export { type Backlog, type BacklogGauge, backlogGauges, readBacklog } from './outbox/backlog.js';
export { traceEffects } from './outbox/trace-effects.js';
export { type ParkedEffect, parkedEffects, retryParked } from './outbox/parked-effects.js';
export { PostgresOutbox } from './outbox/postgres-outbox.js';
export { PostgresRelayUnitOfWork, type UnitOfWorkOptions } from './postgres-relay-unit-of-work.js';
export { type Breach, type Invariant, invariants } from './doctor/breach.js';
export type { Acknowledged } from './doctor/examine-acknowledged.js';
export { type Diagnosis, examineDatabase, type ExaminationOrder } from './doctor/examine-database.js';
export {
  type HandoffReport,
  type LongestWait,
  readHandoffReport,
  type Waits,
} from './handoff/handoff-report.read-model.js';
export type { CaseListFilter, Period } from './case/case-list.filter.js';
export { type CaseListCursor, type CaseListItem, type CaseListPage, listCases } from './case/case-list.read-model.js';
export { type TimelineEntry, type TimelinePage, timelineOf } from './case/timeline.read-model.js';
export { type FindingCursor, type FindingItem, type FindingPage, listFindings } from './finding/findings.read-model.js';
export {
  type AskedOfMe,
  type ComingToMe,
  type HandedOn,
  type Inbox,
  type InboxList,
  inboxListOf,
  inboxOf,
  type InboxPlace,
  type MyLeg,
  type MyPromise,
  type OfferToMe,
} from './inbox/inbox.read-model.js';
export { type NearMissSummary, summarizeNearMisses } from './near-miss/near-misses.read-model.js';
export {
  type StalledCursor,
  type StalledItem,
  type StalledPage,
  type StallReason,
  stalledQueue,
} from './stalled/stalled-queue.read-model.js';
export { type AdministrationCursor, recentAdministration } from './administration/administration.read-model.js';
export type { NewAdministrationEvent } from './administration/record-administration.js';
export { type AuditCursor, type AuditEntry, type AuditFilter, recentEvents } from './case/audit.read-model.js';
export { isOpenToTheCompany, readCaseOf, type SeenCase } from './case/read-case.js';
export { RememberedCases } from './case/remembered-cases.js';
export { casesMovedSince, confidentialAmong, type MovedCase } from './case/moved-since.read-model.js';
export { type LastCommand, lastCommandOf } from './undo/last-command.js';
export { FindCasesOfPerson } from './company/cases-of-person.js';
export { runningClocksIn } from './clock/running-clocks.js';
export { type SchemaState, schemaState } from './database/schema-state.js';
export {
  type InstallationSecret,
  InstallationSecrets,
  type SecretPurpose,
} from './installation-secret/installation-secrets.js';
export {
  type ArrivingLeg,
  type Board,
  boardOf,
  type OfferedLeg,
  type WaitingLeg,
  type WorkedLeg,
  type Workload,
} from './board/board.read-model.js';
export { type Load, loadOf } from './board/load.read-model.js';
export {
  casesOfFlow,
  type Flow,
  type FlowCase,
  type FlowCasesPage,
  type FlowCursor,
  type Flows,
  flowsBetweenDepartments,
  type OversightPeriod,
} from './oversight/flows.read-model.js';
export { type ListedPushSubscription, type NewPushSubscription, PushSubscriptions } from './push/push-subscriptions.js';
export {
  type WaitsOfDepartment,
  type WaitsOfWeek,
  type WaitsReport,
  waitsOfPeriod,
} from './oversight/waits.read-model.js';
export { SavedViews, type ViewOutcome, type ViewsOfPerson } from './saved-view/saved-views.js';
export type { FoundText } from './search/found-text.js';
export { type CaseHit, type CaseHits, searchCases } from './search/search-cases.read-model.js';
export { sortWordsIn } from './search/sort-words-in.js';
export { currentReader, isPosition, type Position, type Reader, readingAs } from './database/position.js';
export type { Replica } from './database/replica.js';
export {
  countHeld,
  discardHeld,
  type DispatchHold,
  dispatchHold,
  type HeldEffect,
  heldEffects,
  holdDispatch,
  releaseHeld,
} from './outbox/dispatch-hold.js';
export type { InTheWay } from './backup/in-the-way.js';
export { type Restored, restoreSnapshot, type StoredSnapshot } from './backup/restore-snapshot.js';
export type { StoredTable } from './backup/stored-tables.js';
export { type NoSnapshot, type Snapshot, takeSnapshot } from './backup/take-snapshot.js';
export { type Anchor } from './anchor/anchor-hash.js';
export { setAnchors } from './anchor/set-anchors.js';
export { type SentAnchor } from './doctor/examine-anchors.js';
export { migrationNames } from './migrations/index.js';
