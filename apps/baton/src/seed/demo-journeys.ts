import type { JourneyTemplate, Priority, TemplateLeg } from '@baton/domain';
import type { Seconds } from '@baton/kernel';

const minutes = (count: number): Seconds => count * 60;
const hours = (count: number): Seconds => minutes(count * 60);

/** A first leg so short that its half-time, when the next department hears what is coming, is within a minute. */
const SHORT_LEG: Seconds = 90;

const targets: Readonly<Record<Priority, Seconds>> = { P1: hours(9), P2: hours(16), P3: hours(48), P4: hours(96) };
const responses: Readonly<Record<Priority, Seconds>> = {
  P1: minutes(30),
  P2: hours(1),
  P3: hours(4),
  P4: hours(8),
};

/** The plans of the demo company. */
export const demoJourneys: readonly JourneyTemplate[] = [
  journey('broken-router', 'Broken router: replace and credit', [
    leg('call', 1, 'Take the call', 'frontline', minutes(30), {
      exitChecklist: [{ key: 'lights', label: 'Asked what the lights do', required: false }],
      customerWording: 'We have your report',
    }),
    leg('diagnose', 2, 'Diagnose the line', 'technicians', hours(2), {
      packageFields: [
        { key: 'symptom', label: 'What the customer sees', required: true },
        { key: 'serial', label: 'Serial number of the router', required: false },
      ],
      preparation: [{ key: 'line-data', label: 'Fetch the line data of the last day', required: false }],
      customerWording: 'A technician looks at your line',
    }),
    leg('replace', 3, 'Send the replacement', 'logistics', hours(4), {
      packageFields: [{ key: 'model', label: 'Model to send', required: true }],
      preparation: [{ key: 'stock', label: 'Reserve a router', required: false }],
      customerWording: 'Your new router is on its way',
    }),
    leg('credit', 3, 'Credit the outage', 'billing', hours(4), { customerWording: 'You get the days back' }),
    leg('confirm', 4, 'Confirm with the customer', 'frontline', hours(1), {
      customerWording: 'We check that all is well',
    }),
  ]),
  journey('address-change', 'Address change', [
    leg('take', 1, 'Take the new address', 'frontline', SHORT_LEG, { customerWording: 'We have your new address' }),
    leg('invoice', 2, 'Move the contract and the invoice', 'billing', hours(1), {
      customerWording: 'We change your contract',
    }),
    leg('welcome', 3, 'Welcome at the new address', 'frontline', hours(1), { customerWording: 'Nearly done' }),
  ]),
];

function journey(id: string, name: string, legs: readonly TemplateLeg[]): JourneyTemplate {
  return {
    id,
    version: 1,
    name,
    legs,
    joins: [],
    caseTargetSeconds: targets,
    firstResponseSeconds: responses,
    silenceSeconds: hours(24),
    active: true,
  };
}

function leg(
  key: string,
  step: number,
  name: string,
  departmentId: string,
  olaSeconds: Seconds,
  given: Partial<TemplateLeg>,
): TemplateLeg {
  return {
    key,
    step,
    name,
    departmentId,
    mandatory: true,
    olaSeconds,
    acceptanceSeconds: null,
    reworkShare: 0.5,
    packageFields: [],
    exitChecklist: [],
    preparation: [],
    mayContactCustomer: departmentId === 'frontline',
    customerWording: '',
    ...given,
  };
}
