import type { Client } from './client.js';
import { aCall } from './client.js';
import type { CaseBody } from './views.js';

const DAY = 24 * 3_600_000;
const TALK =
  'The invoice of last month was taken twice from the account, on the 3rd and on the 5th. She called before, and was told that one of ' +
  'them would come back within a week; it did not. She would like to know who looks after it and when the money is there.';

/** A case from the call to the end as most go: two hand-offs, a note, a promise that is kept, an answer to the customer. */
export async function wholeLife(frontline: Client, billing: Client): Promise<CaseBody> {
  const opened = await frontline.does('/cases', { ...aCall('refund'), description: TALK });
  const about = `/cases/${opened.id}`;
  const legCalled = (state: CaseBody, name: string) => state.legs.find((leg) => leg.name === name)!.id;
  const openOffer = (state: CaseBody) => state.handoffs.find(({ status }) => status === 'offered')!.id;

  const promised = await frontline.does(`${about}/promises`, {
    text: 'We call when the money is on its way',
    due: { precision: 'minute', at: new Date(Date.now() + DAY).toISOString() },
  });
  const handed = await frontline.does(`/legs/${legCalled(opened, 'Take the call')}/hand-over`, {
    package: { invoice: '4711' },
    note: 'Paid twice, both on her statement',
  });
  const worked = await billing.does(`/handoffs/${openOffer(handed)}/accept`);
  await billing.does(`${about}/notes`, {
    text: 'Found both payments; the second is on its way back, value date tomorrow.',
  });
  const back = await billing.does(`/legs/${legCalled(worked, 'Pay back')}/hand-over`, {
    package: {},
    note: 'Paid back',
  });
  await frontline.does(`/handoffs/${openOffer(back)}/accept`);
  await frontline.does(`${about}/contacts`, {
    channel: 'phone',
    text: 'The money is on its way and will be there tomorrow.',
    reached: true,
    promiseIds: promised.promises.map(({ id }) => id),
    answersCustomer: true,
  });
  await frontline.does(`${about}/resolve`, { closureCode: 'paid-back', message: 'Your money is on its way.' });
  return frontline.does(`${about}/close`, { note: 'She has it' });
}
