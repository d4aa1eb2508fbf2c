export { Access, type NewApiToken } from './access/access.js';
export { countAttempt, type Door, forgiveAttempt } from './access/attempts.js';
export { CaseSitting } from './case/case-sitting.js';
export { eventsOf } from './case/read-events.js';
export { FindCasesOfCalendar } from './company/cases-of-calendar.js';
export { CompanyDirectory, type CompanyPart } from './company/company-directory.js';
export { createDataSource, replicaOf } from './database/data-source.js';
export { keepHouse } from './database/keep-house.js';
export { poolGauges } from './database/pool-gauges.js';
export { runMigrations } from './database/run-migrations.js';
export { markNoticesRead, type NoticeCursor, noticesOfPerson } from './notice/notices.read-model.js';
export { backlogGauges, readBacklog } from './outbox/backlog.js';
export { traceEffects } from './outbox/trace-effects.js';
export { type ParkedEffect, parkedEffects, retryParked } from './outbox/parked-effects.js';
export { PostgresOutbox } from './outbox/postgres-outbox.js';
export { PostgresRelayUnitOfWork } from './postgres-relay-unit-of-work.js';
export { type Invariant, invariants } from './doctor/breach.js';
export type { Acknowledged } from './doctor/examine-acknowledged.js';
export { type Diagnosis, examineDatabase } from './doctor/examine-database.js';
export {
  type HandoffReport,
  type LongestWait,
  readHandoffReport,
  type Waits,
} from './handoff/handoff-report.read-model.js';
export type { CaseListFilter, Period } from './case/case-list.filter.js';
export { type CaseListCursor, listCases } from './case/case-list.read-model.js';
export { timelineOf } from './case/timeline.read-model.js';
export { type FindingCursor, listFindings } from './finding/findings.read-model.js';
export { type InboxList, inboxListOf, inboxOf, type InboxPlace } from './inbox/inbox.read-model.js';
export { summarizeNearMisses } from './near-miss/near-misses.read-model.js';
export { type StalledCursor, type StalledItem, stalledQueue } from './stalled/stalled-queue.read-model.js';
export { type AdministrationCursor, recentAdministration } from './administration/administration.read-model.js';
export { type AuditCursor, type AuditEntry, recentEvents } from './case/audit.read-model.js';
export { isOpenToTheCompany, readCaseOf, type SeenCase } from './case/read-case.js';
export { RememberedCases } from './case/remembered-cases.js';
export { casesMovedSince, confidentialAmong } from './case/moved-since.read-model.js';
export { type LastCommand, lastCommandOf } from './undo/last-command.js';
export { FindCasesOfPerson } from './company/cases-of-person.js';
export { runningClocksIn } from './clock/running-clocks.js';
export { type SchemaState, schemaState } from './database/schema-state.js';
export { type InstallationSecret, InstallationSecrets } from './installation-secret/installation-secrets.js';
export { type Board, boardOf } from './board/board.read-model.js';
export { type Load, loadOf } from './board/load.read-model.js';
export { casesOfFlow, type FlowCursor, type Flows, flowsBetweenDepartments } from './oversight/flows.read-model.js';
export { type ListedPushSubscription, PushSubscriptions } from './push/push-subscriptions.js';
export { waitsOfPeriod } from './oversight/waits.read-model.js';
export { SavedViews, type ViewOutcome } from './saved-view/saved-views.js';
export { type CaseHit, searchCases } from './search/search-cases.read-model.js';
export { sortWordsIn } from './search/sort-words-in.js';
export { isPosition, type Reader, readingAs } from './database/position.js';
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
export { restoreSnapshot } from './backup/restore-snapshot.js';
export type { StoredTable } from './backup/stored-tables.js';
export { type NoSnapshot, type Snapshot, takeSnapshot } from './backup/take-snapshot.js';
export { type Anchor } from './anchor/anchor-hash.js';
export { setAnchors } from './anchor/set-anchors.js';
export { type SentAnchor } from './doctor/examine-anchors.js';
export { migrationNames } from './migrations/index.js';
