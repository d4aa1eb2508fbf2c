import type { Company } from '../company/company.js';
import type { Leg } from '../leg/leg.js';
import type { CaseJourney } from '../case/case.js';
import type { JourneyTemplate, TemplateLeg } from './journey-template.js';

/** The part of a template that a case keeps, as it was on the day (clock rule 24). */
export const journeyOf = (template: JourneyTemplate): CaseJourney => ({
  templateId: template.id,
  templateVersion: template.version,
  name: template.name,
  joins: template.joins,
  caseTargetSeconds: template.caseTargetSeconds,
  firstResponseSeconds: template.firstResponseSeconds,
  silenceSeconds: template.silenceSeconds,
});

/** The template's legs, planned for one case. */
export const planJourney = (
  template: JourneyTemplate,
  caseId: string,
  company: Company,
  newId: () => string,
): readonly Leg[] => template.legs.map((leg) => planLeg(newId(), caseId, leg, company));

export function planLeg(id: string, caseId: string, leg: TemplateLeg, company: Company): Leg {
  return {
    ...unstarted,
    id,
    caseId,
    step: leg.step,
    name: leg.name,
    departmentId: leg.departmentId,
    planned: true,
    mandatory: leg.mandatory,
    olaSeconds: leg.olaSeconds,
    acceptanceSeconds: leg.acceptanceSeconds ?? company.departments.get(leg.departmentId)!.acceptanceTargetSeconds,
    reworkShare: leg.reworkShare,
    packageFields: leg.packageFields,
    exitChecklist: leg.exitChecklist,
    preparation: leg.preparation,
    mayContactCustomer: leg.mayContactCustomer,
    customerWording: leg.customerWording,
  };
}

/** What every leg is before anything happened to it. */
export const unstarted = {
  status: 'planned',
  holderId: null,
  responsibleId: null,
  ticked: [],
  visitNo: 1,
  revisits: null,
  namedPersonId: null,
  reservedById: null,
  expectedAt: null,
  preAlertedAt: null,
  offeredAt: null,
  acceptedAt: null,
  endedAt: null,
  firstProgressAt: null,
  lastProgressAt: null,
  onTrackAnswers: 0,
  etaAt: null,
  pauses: [],
  endReason: null,
  halfAnnounced: false,
} as const satisfies Partial<Leg>;
