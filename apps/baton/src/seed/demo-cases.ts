import { makePromise, pauseLeg, raiseDisruption, resolveCase, returnLeg } from '@baton/domain';
import { HOUR, MINUTE, SECOND } from '@baton/kernel';

import { DemoRelay } from './demo-relay.js';
import type { DemoTime } from './demo-time.js';

const ROUTER = 'broken-router';

/** Plays the cases one finds on the first day, oldest move first: each ends at another point of its relay. Answers what to show. */
export async function playDemoCases(time: DemoTime): Promise<{ readonly customersCaseId: string }> {
  const open = (ownerId: string, customer: string, subject: string, description: string, journeyId: string | null) =>
    DemoRelay.open(time.unitOfWork, ownerId, { customer, subject, description, journeyId });

  await time.passUntil(9 * HOUR);
  const stalled = await open(
    'ben.carter',
    'Hotel Miramar',
    'No network on the third floor',
    'Forty rooms, a conference from tomorrow on.',
    ROUTER,
  );
  await stalled.handOver('Take the call', { symptom: 'No light on the third floor' }, 'yusuf.demir');
  await time.passUntil(9 * HOUR - 40 * SECOND);
  await stalled.accept('Diagnose the line', 'yusuf.demir');

  await time.passUntil(6 * HOUR);
  const paused = await open(
    'ben.carter',
    'Henrik Olsen',
    'Connection drops every evening',
    'Between 19 and 22 h, worst on weekends.',
    ROUTER,
  );
  await paused.handOver('Take the call', { symptom: 'Drops in the evening' }, 'yusuf.demir');
  await time.passUntil(6 * HOUR - 30 * SECOND);
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

  await time.passUntil(5 * HOUR);
  const late = await open(
    'nora.lindqvist',
    'Sunrise Bakery',
    'Router for the second shop',
    'Opening on Monday.',
    ROUTER,
  );
  await late.handOver('Take the call', { symptom: 'No device yet' }, 'tomas.novak');
  await time.passUntil(5 * HOUR - 50 * SECOND);
  await late.accept('Diagnose the line', 'tomas.novak');

  await time.passUntil(4 * HOUR);
  const atRisk = await open(
    'leila.haddad',
    'Bookshop Llull',
    'Three days offline',
    'Wants to know what she gets back.',
    ROUTER,
  );
  await atRisk.handOver('Take the call', { symptom: 'Offline since Friday' }, 'ines.moreau');
  await time.passUntil(4 * HOUR - 20 * SECOND);
  await atRisk.accept('Diagnose the line', 'ines.moreau');
  await atRisk.handOver('Diagnose the line', { model: 'Fibre box 4' });

  await time.passUntil(4 * HOUR - 28 * MINUTE);
  await atRisk.accept('Credit the outage', 'mei.tanaka');
  await atRisk.accept('Send the replacement', 'eva.horvat');

  await time.passUntil(3 * HOUR + 10 * MINUTE);
  await late.handOver('Diagnose the line', { model: 'Fibre box 4 Pro' });

  await time.passUntil(3 * HOUR);
  await late.accept('Send the replacement', 'daniel.okafor');
  await late.accept('Credit the outage', 'priya.nair');
  const midway = await open(
    'ana.silva',
    'Carla Mendes',
    'No internet since the storm',
    'Router dead, two children in home school.',
    ROUTER,
  );
  await midway.handOver(
    'Take the call',
    { symptom: 'All lights red since this morning', serial: 'RX-20417' },
    'ines.moreau',
  );
  await time.passUntil(3 * HOUR - 30 * SECOND);
  await midway.accept('Diagnose the line', 'ines.moreau');

  await time.passUntil(2 * HOUR + 40 * MINUTE);
  const promised = await open(
    'ana.silva',
    'Peter Lang',
    'Charged twice in October',
    'Wants to hear from us today.',
    null,
  );
  const due = { precision: 'minute', at: time.now() + 3 * HOUR + 10 * MINUTE } as const;
  const promise = { text: 'We call back with the result', madeTo: null, due, zone: null };
  await promised.run(makePromise, promise, 'ana.silva');

  await time.passUntil(2 * HOUR);
  await midway.handOver('Diagnose the line', { model: 'Fibre box 4' });
  await time.passUntil(2 * HOUR - 10 * MINUTE);
  await midway.accept('Send the replacement', 'carmen.ruiz');
  await midway.accept('Credit the outage', 'mei.tanaka');

  await time.passUntil(70 * MINUTE);
  const arriving = await open(
    'ana.silva',
    'Youth hostel Nord',
    'Guest network is slow',
    'Since the new box was put in.',
    ROUTER,
  );
  await arriving.handOver('Take the call', { symptom: 'Slow in every room' }, 'yusuf.demir');
  await time.passUntil(69 * MINUTE);
  await arriving.accept('Diagnose the line', 'yusuf.demir');

  await time.passUntil(55 * MINUTE);
  const returned = await open(
    'ana.silva',
    'Joana Prates',
    'New router, wrong plug',
    'The plug does not fit the socket.',
    ROUTER,
  );
  await returned.handOver('Take the call', { symptom: 'Plug does not fit' }, 'ines.moreau');
  await time.passUntil(54 * MINUTE);
  await returned.accept('Diagnose the line', 'ines.moreau');
  await atRisk.progress('Credit the outage', 'Two of three days credited.', 'mei.tanaka');

  await time.passUntil(40 * MINUTE);
  await late.run(
    raiseDisruption,
    {
      legId: late.leg('Send the replacement').id,
      kind: 'delay',
      text: 'The Pro box is out of stock until tomorrow noon.',
      newEtaAt: time.now() + 20 * HOUR,
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
  await time.passUntil(35 * MINUTE);
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

  await time.passUntil(20 * MINUTE);
  await midway.progress('Credit the outage', 'Three days credited, waiting for the fourth.', 'mei.tanaka');
  await arriving.progress('Diagnose the line', 'Line is fine; measuring inside the house.', 'yusuf.demir');
  await returned.run(
    returnLeg,
    { legId: returned.leg('Diagnose the line').id, code: 'incomplete-package', missing: 'A photo of the socket' },
    'ines.moreau',
  );

  await time.passUntil(12 * MINUTE);
  const offered = await open(
    'ben.carter',
    'Dance school Mirela',
    'Box hums and reboots',
    'Lessons are streamed from there.',
    ROUTER,
  );
  await offered.handOver('Take the call', { symptom: 'Reboots every ten minutes' }, 'ines.moreau');
  await time.passUntil(11 * MINUTE);
  await offered.accept('Diagnose the line', 'ines.moreau');
  await time.passUntil(MINUTE);
  await offered.handOver('Diagnose the line', { model: 'Fibre box 4' });

  // These two come last, since their time runs: the next department is told at half-time, and a technician is chased.
  await time.passUntil(0);
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
  return { customersCaseId: midway.id };
}
