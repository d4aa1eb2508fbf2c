import { finishLeg, resolveCase } from '@baton/domain';
import { DAY, HOUR, MINUTE, SECOND } from '@baton/kernel';

import { DemoRelay } from './demo-relay.js';
import type { DemoTime } from './demo-time.js';

type Story = readonly [
  daysAgo: number,
  ownerId: string,
  customer: string,
  subject: string,
  technicianId: string,
  /** How long the two back offices took to accept. */
  waitMinutes: number,
  workHours: number,
];

/** What oversight looks back on: who waited for whom in the past weeks. Some let offers lie until they were chased. */
const stories: readonly Story[] = [
  [24, 'ana.silva', 'Office of Notary Sand', 'Router dead after lightning', 'ines.moreau', 8, 2],
  [22, 'ben.carter', 'Marta Fischer', 'Blinks orange, no network', 'tomas.novak', 24, 3],
  [18, 'leila.haddad', 'Café Central', 'Card payments fail', 'yusuf.demir', 28, 3],
  [15, 'ana.silva', 'Tom Berger', 'Box restarts every hour', 'ines.moreau', 12, 2],
  [11, 'ben.carter', 'Studio Nova', 'Uploads break off', 'yusuf.demir', 18, 1],
  [9, 'leila.haddad', 'Paula Stein', 'No light at all', 'tomas.novak', 26, 3],
  [5, 'ana.silva', 'Garage Lindner', 'Smells burnt', 'ines.moreau', 6, 1],
  [3, 'ben.carter', 'Ida Holm', 'Only works near the window', 'yusuf.demir', 15, 2],
];

/** Plays the relays that were run and closed before the first day. */
export async function playDemoPast(time: DemoTime): Promise<void> {
  for (const story of stories) await playStory(time, story);
}

async function playStory(time: DemoTime, story: Story): Promise<void> {
  const [daysAgo, ownerId, customer, subject, technicianId, waitMinutes, workHours] = story;
  const began = daysAgo * DAY;
  const after = (elapsed: number) => time.passUntil(began - elapsed);

  await after(0);
  const relay = await DemoRelay.open(time.unitOfWork, ownerId, {
    customer,
    subject,
    description: '',
    journeyId: 'broken-router',
  });
  await after(10 * MINUTE);
  await relay.handOver('Take the call', { symptom: subject }, technicianId);
  await after(10 * MINUTE + 45 * SECOND);
  await relay.accept('Diagnose the line', technicianId);
  const diagnosed = HOUR;
  await after(diagnosed);
  await relay.handOver('Diagnose the line', { model: 'Fibre box 4' });
  const accepted = diagnosed + waitMinutes * MINUTE;
  await after(accepted);
  await relay.accept('Send the replacement', waitMinutes > 20 ? 'lars.hansen' : 'carmen.ruiz');
  await relay.accept('Credit the outage', waitMinutes > 20 ? 'bruno.keller' : 'mei.tanaka');
  await after(accepted + workHours * HOUR);
  await relay.run(
    finishLeg,
    { legId: relay.leg('Credit the outage').id, note: 'Credited.', waiver: null },
    relay.leg('Credit the outage').holderId!,
  );
  await relay.handOver('Send the replacement', {}, ownerId);
  await after(accepted + workHours * HOUR + 9 * MINUTE);
  await relay.accept('Confirm with the customer', ownerId);
  await relay.run(
    resolveCase,
    {
      closureCode: 'solved',
      message: 'The new router runs, and the days are credited.',
      causeCode: 'device',
      override: null,
    },
    ownerId,
  );
}
