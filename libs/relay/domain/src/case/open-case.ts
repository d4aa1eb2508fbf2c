import { refuse } from '@baton/kernel';

import type { DepartmentId } from '../company/ids.js';
import {
  defaultCaseTarget,
  defaultFirstResponse,
  defaultLegOla,
  defaultReworkShare,
} from '../journey/default-targets.js';
import type { Priority } from '../journey/journey-template.js';
import { journeyOf, planJourney, unstarted } from '../journey/plan-journey.js';
import type { Leg } from '../leg/leg.js';
import type { CaseFacts, Requester } from './case.js';
import { beginClock } from './case-clocks.js';
import type { OwnLegName } from '../leg/own-leg-names.js';
import type { CaseDraft } from './case-draft.js';
import type { Verdict } from './rule.js';

export type ContactChannel = 'phone' | 'in-person' | 'chat' | 'email' | 'web' | 'letter';
export const contactChannels: readonly ContactChannel[] = ['phone', 'in-person', 'chat', 'email', 'web', 'letter'];

/** "I have this customer." The caller becomes the owner, to the end (N12). */
export interface OpenCase {
  readonly number: number;
  readonly subject: string;
  readonly description: string;
  readonly requester: Requester;
  readonly priority: Priority;
  readonly confidential: boolean;
  /** How the customer came. On the phone, in person and in a chat the first response is given at once. */
  readonly channel: ContactChannel;
  readonly journeyId: string | null;
}

export type OpenCaseRefusal = 'nobody-to-own' | 'unknown-journey' | 'unknown-department';

/** Opens a case: its owner, its legs, its clocks, all in one step, so that there is no second without them. */
export function openCase(draft: CaseDraft, command: OpenCase): Verdict<OpenCaseRefusal> {
  const { company, situation } = draft;
  const actor = situation.actor;
  if (actor === null) return refuse('nobody-to-own');
  const template = command.journeyId === null ? null : company.journeys.get(command.journeyId);
  if (template === undefined || template?.active === false)
    return refuse('unknown-journey', { journeyId: command.journeyId, known: [...company.journeys.keys()] });
  const home = company.departments.get(actor.departmentId);
  if (!home?.active) return refuse('unknown-department', { departmentId: actor.departmentId });

  const planned = template
    ? planJourney(template, draft.caseId, company, draft.situation.newId)
    : [firstContact(draft.newId(), draft, home.id)];
  const firstStep = Math.min(...planned.map((leg) => leg.step));
  const legs = planned.map((leg): Leg => (leg.step === firstStep ? held(leg, actor.id, draft.at) : leg));
  const first = legs.find((leg) => leg.step === firstStep)!;
  const frontline = company.departments.get(first.departmentId)!;
  const journey = template ? journeyOf(template) : null;

  const facts: CaseFacts = {
    id: draft.caseId,
    number: command.number,
    subject: command.subject,
    description: command.description,
    requester: command.requester,
    priority: command.priority,
    confidential: command.confidential,
    status: 'open',
    ownerId: actor.id,
    openedById: actor.id,
    openedAt: draft.at,
    departmentId: frontline.id,
    calendarId: frontline.calendarId,
    journey,
    ...untouched,
    lastCustomerUpdateAt: isLive(command.channel) ? draft.at : null,
    unansweredSince: isLive(command.channel) ? null : draft.at,
    version: 0,
  };
  const { id: _id, version: _version, ...stated } = facts;
  draft.record(
    'case.opened',
    { kind: 'case', id: draft.caseId },
    {
      number: command.number,
      subject: command.subject,
      ownerId: actor.id,
      channel: command.channel,
      journey: journey?.name ?? null,
    },
    {
      case: stated,
      legs,
      coOwners: [
        {
          caseId: draft.caseId,
          personId: actor.id,
          role: 'owner',
          joinedVia: 'opened',
          joinedAt: draft.at,
          leftAt: null,
          help: null,
        },
      ],
    },
  );

  const onCase = { kind: 'case', id: draft.caseId } as const;
  const calendarId = frontline.calendarId;
  const targets = journey?.caseTargetSeconds ?? defaultCaseTarget;
  beginClock(draft, { subject: onCase, kind: 'resolution', targetSeconds: targets[command.priority], calendarId });
  if (!isLive(command.channel)) {
    const response = journey?.firstResponseSeconds ?? defaultFirstResponse;
    beginClock(draft, {
      subject: onCase,
      kind: 'first-response',
      targetSeconds: response[command.priority],
      calendarId,
    });
  } else if (journey?.silenceSeconds) {
    beginClock(draft, { subject: onCase, kind: 'silence', targetSeconds: journey.silenceSeconds, calendarId });
  }
  const own = company.departments.get(first.departmentId)!;
  beginClock(draft, {
    subject: { kind: 'leg', id: first.id },
    kind: 'leg-ola',
    targetSeconds: first.olaSeconds,
    calendarId: own.calendarId,
  });
  return undefined;
}

const isLive = (channel: ContactChannel) => channel === 'phone' || channel === 'in-person' || channel === 'chat';

const held = (leg: Leg, personId: string, at: number): Leg => ({
  ...leg,
  status: 'running',
  holderId: personId,
  responsibleId: personId,
  acceptedAt: at,
  lastProgressAt: at,
});

/** A case without a journey begins as one leg of the department that took the call; more are planned as they are needed. */
function firstContact(id: string, draft: CaseDraft, departmentId: DepartmentId): Leg {
  return {
    ...unstarted,
    id,
    caseId: draft.caseId,
    step: 1,
    name: 'first-contact' satisfies OwnLegName,
    departmentId,
    planned: true,
    mandatory: true,
    olaSeconds: defaultLegOla,
    acceptanceSeconds: draft.company.departments.get(departmentId)!.acceptanceTargetSeconds,
    reworkShare: defaultReworkShare,
    packageFields: [],
    exitChecklist: [],
    preparation: [],
    mayContactCustomer: true,
    customerWording: '', // Customers read a word for it in their own language.
  };
}

/** What no case has had yet when it opens. */
export const untouched = {
  planRevision: 1,
  ownershipOffer: null,
  hops: 0,
  plannedHandoffs: 0,
  returns: 0,
  pingPongs: 0,
  route: [],
  returnsFrozen: false,
  urgencyRaised: 0,
  lastCustomerUpdateAt: null,
  unansweredSince: null,
  closingMessageAt: null,
  closureCode: null,
  causeCode: null,
  resolvedAt: null,
  closedAt: null,
  reopenedCount: 0,
  imported: false,
  importedSlaMet: null,
} as const satisfies Partial<CaseFacts>;
