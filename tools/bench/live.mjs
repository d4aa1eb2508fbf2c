import { connect } from 'node:net';

import { Connection } from './client.mjs';
import { tokenOf } from './databases.mjs';
import { figure, median, percentile } from './figures.mjs';
import { startApp } from './processes.mjs';

/** From the sender's answer, which comes after the commit, until the receiver's page hears of it. */
export async function benchLive({ database, count }) {
  const copies = database.pick('ready', count);
  await database.copies.restore(copies);
  const service = await startApp('case-service', { DATABASE_URL: database.url });
  const times = [];
  try {
    const sender = await Connection.to(service.port);
    for (const { id, legId, holder } of await database.look(copies)) {
      const receiver = holder.replace('front', 'back');
      const stream = await listenFor(service.port, receiver, id);
      const answer = await sender.ask('POST', `/api/v1/legs/${legId}/hand-over`, tokenOf(holder), {
        toPersonId: receiver,
        package: { invoice: '4711' },
        note: 'Please look into it',
      });
      const answered = performance.now();
      if (answer.status !== 200) throw new Error(`hand-over: ${answer.status} ${answer.text()}`);
      times.push(Math.max(0, (await stream.heardAt) - answered));
      stream.close();
    }
    sender.close();
  } finally {
    await service.stop();
    await database.copies.restore(copies);
  }
  return [
    figure('from the answer to a hand-over until its receiver hears of it, median', 'ms', [median(times)]),
    figure('the same, 95th percentile', 'ms', [percentile(times, 0.95)]),
  ];
}

/** Opens a person's live stream and waits for the case to be named in it. */
function listenFor(port, personId, caseId) {
  return new Promise((opened, failed) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.write(
      `GET /api/v1/stream HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${tokenOf(personId)}\r\n\r\n`,
    );
    let heard;
    const heardAt = new Promise((resolve) => (heard = resolve));
    let text = '';
    socket.on('error', failed);
    socket.on('data', (chunk) => {
      const isFirst = text === '';
      text += chunk;
      if (isFirst) opened({ heardAt, close: () => socket.destroy() });
      if (text.includes(caseId)) heard(performance.now());
    });
  });
}
