import { randomUUID } from 'node:crypto';

import type {
  Case,
  CaseFacts,
  Chase,
  Clock,
  CoOwner,
  CustomerPromise,
  Disruption,
  Escalation,
  Finding,
  Handoff,
  Leg,
  NearMiss,
  Question,
  Subject,
} from '@baton/domain';
import fc from 'fast-check';

const CASE_ID = '00000000-0000-7000-8000-00000000abcd';

type Arbitraries<T> = { readonly [Field in keyof T]: fc.Arbitrary<T[Field]> };

const id = fc.uuid();
const person = fc.constantFrom('ann', 'dirk', 'bea', 'bill', 'olga', 'omar');
const department = fc.constantFrom('dispatch', 'billing', 'oversight');
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
/** From 1970 to 2150, on any millisecond. */
const at = fc.integer({ min: 0, max: 5_680_281_600_000 });
const seconds = fc.oneof(fc.nat(10_000_000), fc.double({ min: 0, max: 1e7, noNaN: true }));
const count = fc.nat(100_000);
/** Any text that PostgreSQL can keep: all of Unicode but the null character. */
const text = fc.string({ unit: 'grapheme', maxLength: 30 }).filter((some) => !some.includes('\0'));
const json = fc.dictionary(
  text,
  fc.oneof(text, fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null)),
  { maxKeys: 4 },
) as fc.Arbitrary<never>;
const jsonList = fc.array(json, { maxLength: 3 }) as fc.Arbitrary<never>;
const subject: fc.Arbitrary<Subject> = fc.record({ kind: fc.constantFrom('case', 'leg', 'clock'), id });
const caseId = fc.constant(CASE_ID);

const facts: Arbitraries<Omit<CaseFacts, 'version' | 'number'>> = {
  id: caseId,
  subject: text,
  description: text,
  requester: json,
  priority: fc.constantFrom('P1', 'P2', 'P3', 'P4'),
  confidential: fc.boolean(),
  status: fc.constantFrom('open', 'resolved', 'cancelled'),
  ownerId: person,
  openedById: person,
  openedAt: at,
  departmentId: department,
  calendarId: text,
  journey: orNull(json),
  planRevision: count,
  ownershipOffer: orNull(json),
  hops: count,
  plannedHandoffs: count,
  returns: count,
  pingPongs: count,
  route: fc.array(department, { maxLength: 4 }),
  returnsFrozen: fc.boolean(),
  urgencyRaised: count,
  lastCustomerUpdateAt: orNull(at),
  unansweredSince: orNull(at),
  closingMessageAt: orNull(at),
  closureCode: orNull(text),
  causeCode: orNull(text),
  resolvedAt: orNull(at),
  closedAt: orNull(at),
  reopenedCount: count,
  imported: fc.boolean(),
  importedSlaMet: orNull(fc.boolean()),
};

const leg: Arbitraries<Leg> = {
  id,
  caseId,
  step: count,
  name: text,
  departmentId: department,
  status: fc.constantFrom('planned', 'running', 'waiting', 'done', 'returned', 'skipped', 'cancelled'),
  holderId: person,
  responsibleId: person,
  planned: fc.boolean(),
  mandatory: fc.boolean(),
  olaSeconds: seconds,
  acceptanceSeconds: seconds,
  reworkShare: fc.double({ min: 0, max: 1, noNaN: true }),
  packageFields: jsonList,
  exitChecklist: jsonList,
  preparation: jsonList,
  ticked: fc.array(text, { maxLength: 3 }),
  mayContactCustomer: fc.boolean(),
  customerWording: text,
  visitNo: count,
  revisits: orNull(id),
  namedPersonId: orNull(person),
  reservedById: orNull(person),
  expectedAt: orNull(at),
  preAlertedAt: orNull(at),
  offeredAt: orNull(at),
  acceptedAt: orNull(at),
  endedAt: orNull(at),
  firstProgressAt: orNull(at),
  lastProgressAt: orNull(at),
  onTrackAnswers: count,
  etaAt: orNull(at),
  pauses: jsonList,
  endReason: orNull(text),
  halfAnnounced: fc.boolean(),
};

const clock: Arbitraries<Clock> = {
  id,
  caseId,
  subject,
  kind: fc.constantFrom('leg-ola', 'resolution', 'silence'),
  targetSeconds: seconds,
  calendarId: orNull(text),
  calendarVersion: orNull(count),
  startedAt: at,
  dueAt: at,
  state: fc.constantFrom('running', 'paused', 'met', 'cancelled'),
  breachedAt: orNull(at),
  breachCause: orNull(fc.constantFrom('due', 'target-changed')),
  endedAt: orNull(at),
  pauseReasons: fc.constantFrom([], ['waiting-customer']),
  segments: jsonList,
  cancelReason: orNull(text),
  reopened: fc.boolean(),
};

const coOwner: Arbitraries<Omit<CoOwner, 'personId'>> = {
  caseId,
  role: fc.constantFrom('current', 'upcoming', 'past', 'contributor', 'watcher'),
  joinedVia: fc.constantFrom('opened', 'held-leg', 'asked'),
  joinedAt: at,
  leftAt: orNull(at),
  help: orNull(json),
};
/** Only people who are there help. */
const anyCoOwner = fc
  .record({ ...coOwner, personId: person })
  .map((one): CoOwner => (one.leftAt === null ? one : { ...one, help: null }));

const promise: Arbitraries<CustomerPromise> = {
  id,
  caseId,
  madeById: person,
  holderId: person,
  madeTo: text,
  text,
  precision: fc.constantFrom('minute', 'part-of-day', 'day'),
  zone: text,
  madeAt: at,
  dueAt: at,
  status: fc.constantFrom('open', 'kept', 'kept-late', 'broken', 'renegotiated', 'released'),
  brokenAt: orNull(at),
  endedAt: orNull(at),
  attempts: count,
  retryAt: orNull(at),
  renegotiations: count,
  succeedsId: orNull(id),
  halfChased: fc.boolean(),
  lastChased: fc.boolean(),
};

const question: Arbitraries<Question> = {
  id,
  caseId,
  legId: id,
  askedById: person,
  askedOfId: person,
  text,
  askedAt: at,
  pausesLeg: fc.boolean(),
  answer: orNull(text),
  answeredAt: orNull(at),
  answeredById: orNull(person),
};

const disruption: Arbitraries<Disruption> = {
  id,
  caseId,
  legId: orNull(id),
  raisedById: orNull(person),
  kind: fc.constantFrom('delay', 'scope', 'quality', 'blocked', 'customer-change', 'cancel'),
  text,
  raisedAt: at,
  oldEtaAt: orNull(at),
  newEtaAt: orNull(at),
  affects: json,
  recipients: jsonList,
  mandatory: fc.boolean(),
  customerDraft: orNull(text),
};

const escalation: Arbitraries<Escalation> = {
  id,
  caseId,
  trigger: fc.constantFrom('stall', 'breach', 'at-risk'),
  subject,
  legId: orNull(id),
  policyId: orNull(text),
  steps: jsonList,
  startedAt: at,
  lastStep: count,
  lastFiredAt: orNull(at),
  nextStepAt: orNull(at),
  acknowledgedById: orNull(person),
  acknowledgedAt: orNull(at),
  endedAt: orNull(at),
  endReason: orNull(text),
  told: fc.array(person, { maxLength: 3 }),
  heldSeconds: seconds,
  request: orNull(json),
};

const nearMiss: Arbitraries<Omit<NearMiss, 'outcome' | 'endedAt'>> = {
  id,
  caseId,
  clockId: id,
  legId: orNull(id),
  departmentId: orNull(department),
  atRiskAt: at,
  riskRule: fc.constantFrom('little-time-left', 'forecast-past-due', 'chase-unanswered'),
  dueAt: at,
  targetSeconds: seconds,
  interventions: jsonList,
};

const finding: Arbitraries<Finding> = {
  id,
  caseId,
  kind: fc.constantFrom('offer-expired', 'ping-pong', 'no-target'),
  departmentId: orNull(department),
  subject,
  at,
  note: text,
};

const handoff: Arbitraries<Omit<Handoff, 'toLegId'>> = {
  id,
  caseId,
  fromLegId: orNull(id),
  senderId: person,
  fromDepartmentId: department,
  toDepartmentId: department,
  level: fc.constantFrom('person', 'pool', 'lead', 'oversight'),
  toPersonId: person,
  status: fc.constantFrom('accepted', 'declined', 'expired', 'withdrawn'),
  offeredAt: at,
  expiresAt: at,
  attempt: fc.integer({ min: 1, max: 20 }),
  previousId: orNull(id),
  transitSince: at,
  planned: fc.boolean(),
  isReturn: fc.boolean(),
  packages: jsonList,
  tried: fc.array(text, { maxLength: 3 }),
  endedAt: at,
  endedById: orNull(person),
  declineCode: fc.constantFrom('wrong-department', 'no-capacity'),
  note: orNull(text),
};

const chase: Arbitraries<Omit<Chase, 'escalationId' | 'answer' | 'answeredAt'>> = {
  id,
  caseId,
  step: count,
  subject,
  legId: orNull(id),
  askedIds: fc.array(person, { maxLength: 3 }),
  sentAt: at,
  answeredById: orNull(person),
  etaAt: orNull(at),
  blockedBy: orNull(text),
  note: orNull(text),
  closedAt: orNull(at),
};

const some = <T>(fields: Arbitraries<T>) => fc.array(fc.record(fields) as unknown as fc.Arbitrary<T>, { maxLength: 3 });
const refersTo = <T>(things: readonly T[]) => fc.constantFrom(...things);

/** A case with anything in it that the columns and constraints allow. Every case has ids of its own. */
export const anyCase: fc.Arbitrary<Case> = fc
  .record({
    facts: fc.record(facts),
    legs: fc.array(fc.record(leg), { minLength: 1, maxLength: 3 }),
    clocks: some(clock),
    coOwners: fc.uniqueArray(anyCoOwner, { selector: ({ personId }) => personId }),
    promises: some(promise),
    questions: some(question),
    disruptions: some(disruption),
    escalations: fc.array(fc.record(escalation), { minLength: 1, maxLength: 3 }),
    nearMisses: fc.array(
      fc.oneof(
        fc.record({ ...nearMiss, outcome: fc.constant(null), endedAt: fc.constant(null) }),
        fc.record({ ...nearMiss, outcome: fc.constantFrom('prevented', 'failed'), endedAt: at }),
      ),
      { maxLength: 3 },
    ),
    findings: some(finding),
  })
  .chain(({ facts: caseFacts, ...lists }) =>
    fc
      .record({
        handoffs: some({ ...handoff, toLegId: refersTo(lists.legs.map((one) => one.id)) }),
        chases: fc.array(
          fc.oneof(
            fc.record({
              ...chase,
              escalationId: refersTo(lists.escalations.map((one) => one.id)),
              answer: fc.constant(null),
              answeredAt: fc.constant(null),
            }),
            fc.record({
              ...chase,
              escalationId: refersTo(lists.escalations.map((one) => one.id)),
              answer: fc.constantFrom('on-track', 'blocked'),
              answeredAt: at,
            }),
          ),
          { maxLength: 3 },
        ),
      })
      .map((more) => ({ ...caseFacts, number: 0, version: 1, ...lists, ...more }) as Case),
  );

/** The same case under another id, so that many can be stored side by side. */
export function underItsOwnId(state: Case, number: number): Case {
  const ownId = randomUUID();
  return { ...(JSON.parse(JSON.stringify(state).replaceAll(CASE_ID, ownId)) as Case), number };
}
