import type { RunCommandUseCase } from '@baton/application';
import { makePromise, pauseLeg, progressLeg, raiseDisruption, resolveCase, returnLeg } from '@baton/domain';
import { HOUR, type Instant } from '@baton/kernel';

import { DemoRelay } from './demo-relay.js';

const ROUTER = 'broken-router';
const seen = { symptom: 'All lights red since this morning', serial: 'RX-20417' };

/** Plays the cases one finds on the first day: each stands at another point of its relay. */
export async function playDemoCases(commands: RunCommandUseCase, now: () => Promise<Instant>): Promise<void> {
  const open = (ownerId: string, customer: string, subject: string, description: string, journeyId: string | null) =>
    DemoRelay.open(commands, ownerId, { customer, subject, description, journeyId });

  const midway = await open(
    'ana.silva',
    'Carla Mendes',
    'No internet since the storm',
    'Router dead, two children in home school.',
    ROUTER,
  );
  await midway.handOver('Take the call', seen, 'ines.moreau');
  await midway.accept('Diagnose the line', 'ines.moreau');
  await midway.handOver('Diagnose the line', { model: 'Fibre box 4' });
  await midway.accept('Send the replacement', 'carmen.ruiz');
  await midway.accept('Credit the outage', 'mei.tanaka');
  await midway.run(
    progressLeg,
    {
      legId: midway.leg('Credit the outage').id,
      kind: 'work-recorded',
      note: 'Three days credited, waiting for the fourth.',
      ticked: [],
      etaAt: null,
    },
    'mei.tanaka',
  );

  const paused = await open(
    'ben.carter',
    'Henrik Olsen',
    'Connection drops every evening',
    'Between 19 and 22 h, worst on weekends.',
    ROUTER,
  );
  await paused.handOver('Take the call', { symptom: 'Drops in the evening' }, 'yusuf.demir');
  await paused.accept('Diagnose the line', 'yusuf.demir');
  await paused.run(
    pauseLeg,
    {
      legId: paused.leg('Diagnose the line').id,
      reason: 'waiting-customer',
      waitingFor: 'Mr Olsen sends the log of the router',
      resumesAt: null,
    },
    'yusuf.demir',
  );

  const returned = await open(
    'leila.haddad',
    'Joana Prates',
    'New router, wrong plug',
    'The plug does not fit the socket.',
    ROUTER,
  );
  await returned.handOver('Take the call', { symptom: 'Plug does not fit' }, 'ines.moreau');
  await returned.accept('Diagnose the line', 'ines.moreau');
  await returned.run(
    returnLeg,
    { legId: returned.leg('Diagnose the line').id, code: 'incomplete-package', missing: 'A photo of the socket' },
    'ines.moreau',
  );

  const promised = await open(
    'ana.silva',
    'Peter Lang',
    'Charged twice in October',
    'Wants to hear from us today.',
    null,
  );
  const at = await now();
  await promised.run(
    makePromise,
    { text: 'We call back with the result', madeTo: null, due: { precision: 'minute', at: at + 3 * HOUR }, zone: null },
    'ana.silva',
  );

  const late = await open(
    'nora.lindqvist',
    'Sunrise Bakery',
    'Router for the second shop',
    'Opening on Monday.',
    ROUTER,
  );
  await late.handOver('Take the call', { symptom: 'No device yet' }, 'tomas.novak');
  await late.accept('Diagnose the line', 'tomas.novak');
  await late.handOver('Diagnose the line', { model: 'Fibre box 4 Pro' });
  await late.accept('Send the replacement', 'daniel.okafor');
  await late.run(
    raiseDisruption,
    {
      legId: late.leg('Send the replacement').id,
      kind: 'delay',
      text: 'The Pro box is out of stock until tomorrow noon.',
      newEtaAt: at + 20 * HOUR,
      promiseIds: [],
      affectsOutcome: false,
    },
    'daniel.okafor',
  );

  const solved = await open(
    'ben.carter',
    'Ruth Adler',
    'Forgot the password of the portal',
    'Reset on the phone.',
    null,
  );
  await solved.run(
    resolveCase,
    {
      closureCode: 'solved',
      message: 'You can sign in again; we stayed on the line until it worked.',
      causeCode: 'password',
      override: null,
    },
    'ben.carter',
  );

  // These two come last, since their time runs: the next department is told at half-time, and a technician is chased.
  await open(
    'leila.haddad',
    'Family Brandt',
    'Moving to Lisbon Street 4',
    'From the first of next month.',
    'address-change',
  );
  const stalling = await open(
    'ana.silva',
    'Dr. Weiss’ practice',
    'No internet, patients waiting',
    'Card terminal is down as well.',
    ROUTER,
  );
  await stalling.handOver('Take the call', { symptom: 'No light at all' }, 'tomas.novak');
}
