import type { Case } from '../case/case.js';
import { handoffOf, legOf } from '../case/case.js';
import type { AudienceContext } from '../company/audience.js';
import type { Audience } from './escalation-policy.js';
import type { Company } from '../company/company.js';
import type { DepartmentId, PersonId } from '../company/ids.js';
import { acknowledgementOf } from '../disruption/disruption.js';
import type { Escalation, Subject } from './chase.js';

type About = Pick<Escalation, 'subject' | 'legId'>;

/** Whom the words "holder", "sender", "owner" and "lead" mean on a ladder about this thing (E4). */
export function concernedBy({ subject, legId }: About, state: Case, company: Company): AudienceContext {
  const owned = concerned(subject, state, company) ?? concerned({ kind: 'leg', id: legId ?? '' }, state, company);
  const departmentId = owned?.departmentId ?? state.departmentId;
  return {
    holderId: owned?.holderId ?? null,
    senderId: owned?.senderId ?? null,
    ownerId: state.ownerId,
    departmentId,
  };
}

/** Who is asked first: an offer to a pool is held by nobody yet, so all of the pool are. */
export function audienceOf(audience: Audience, { subject }: About, state: Case): Audience {
  const handoff = subject.kind === 'handoff' ? handoffOf(state, subject.id) : undefined;
  return audience === 'holder' && handoff?.level === 'pool' ? 'pool' : audience;
}

/** The department in whose working hours an audience is spoken to (E1). */
export function departmentOf(audience: Audience, about: About, state: Case, company: Company): DepartmentId {
  const context = concernedBy(about, state, company);
  const homeOf = (id: PersonId | null) => (id === null ? undefined : company.people.get(id)?.departmentId);
  switch (audience) {
    case 'holder':
      return homeOf(context.holderId) ?? context.departmentId;
    case 'sender':
      return homeOf(context.senderId) ?? context.departmentId;
    case 'owner':
      return homeOf(context.ownerId) ?? context.departmentId;
    case 'pool':
    case 'lead':
    case 'department-head':
      return context.departmentId;
    case 'oversight':
      return company.oversightId;
  }
}

type Concerned = Pick<AudienceContext, 'holderId' | 'senderId'> & { readonly departmentId: DepartmentId | undefined };

function concerned(subject: Subject, state: Case, company: Company): Concerned | undefined {
  const person = (id: PersonId | null, senderId: PersonId | null = null): Concerned => ({
    holderId: id,
    senderId,
    departmentId: id === null ? undefined : company.people.get(id)?.departmentId,
  });
  switch (subject.kind) {
    case 'case':
      return { holderId: state.ownerId, senderId: null, departmentId: state.departmentId };
    case 'leg': {
      const leg = legOf(state, subject.id);
      return leg && { holderId: leg.holderId ?? leg.responsibleId, senderId: null, departmentId: leg.departmentId };
    }
    case 'handoff': {
      const handoff = handoffOf(state, subject.id);
      return (
        handoff && {
          holderId: handoff.toPersonId,
          senderId: handoff.senderId,
          departmentId: handoff.toDepartmentId,
        }
      );
    }
    case 'promise':
      return person(state.promises.find((promise) => promise.id === subject.id)?.holderId ?? null);
    case 'question': {
      const question = state.questions.find((one) => one.id === subject.id);
      return question && person(question.askedOfId, question.askedById);
    }
    case 'disruption': {
      const found = acknowledgementOf(state.disruptions, subject.id);
      return found && person(found.recipient.personId, found.disruption.raisedById);
    }
    case 'clock': {
      const clock = state.clocks.find((one) => one.id === subject.id);
      return clock && concerned(clock.subject, state, company);
    }
    case 'escalation': {
      const escalation = state.escalations.find((one) => one.id === subject.id);
      return escalation && concerned(escalation.subject, state, company);
    }
    case 'finding': {
      const finding = state.findings.find((one) => one.id === subject.id);
      return finding && { holderId: null, senderId: null, departmentId: finding.departmentId ?? undefined };
    }
  }
}
