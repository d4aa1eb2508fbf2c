import pg from 'pg';

import { tokenOf } from './databases.mjs';

/**
 * Runs hand-overs and acceptances through the service within this process and writes down every statement that it sends for each:
 * answers, for each case, the statements of the one and of the other. The cases are put back.
 */
export async function recordStatements(database, copies) {
  const { createService } = await import('../../apps/case-service/dist/create-service.js');
  const { connect } = await import('../../apps/case-service/dist/infrastructure.js');
  const { ServiceConfig } = await import('../../apps/case-service/dist/config.js');
  const { readConfig } = await import('../../libs/shared/server/dist/index.js');
  const config = readConfig(ServiceConfig, { DATABASE_URL: database.url, LOG_LEVEL: 'fatal', PORT: '0' });
  const infrastructure = await connect(config);
  const app = await createService(infrastructure);
  const sent = listen();
  try {
    const recorded = [];
    for (const { legId, holder } of await database.look(copies)) {
      const receiver = holder.replace('front', 'back');
      for (const person of [holder, receiver]) await enter(app, person);
      const body = { toPersonId: receiver, package: { invoice: '4711' }, note: 'Please look into it' };
      const offer = await ask(app, sent, `/api/v1/legs/${legId}/hand-over`, holder, body);
      const { id } = offer.body.handoffs.at(-1);
      const acceptance = await ask(app, sent, `/api/v1/handoffs/${id}/accept`, receiver, {});
      recorded.push([offer.statements, acceptance.statements]);
    }
    return recorded;
  } finally {
    sent.stop();
    await app.close();
    await infrastructure.close();
  }
}

/** Once a minute it is written down that a token was used, which is no part of a command. */
const enter = (app, personId) =>
  app.inject({ method: 'GET', url: '/api/v1/me', headers: { authorization: `Bearer ${tokenOf(personId)}` } });

async function ask(app, sent, url, personId, payload) {
  const { answer, statements } = await sent.during(() =>
    app.inject({ method: 'POST', url, payload, headers: { authorization: `Bearer ${tokenOf(personId)}` } }),
  );
  if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode} ${answer.body}`);
  return { body: answer.json(), statements };
}

/** Hears every statement that is sent while something is done for the one who listens. */
function listen() {
  let heard;
  const { query } = pg.Client.prototype;
  const names = new Map();
  pg.Client.prototype.query = function (statement, values, ...rest) {
    if (heard && (typeof statement === 'string' || !statement.submit)) {
      const { text, name = null, values: own } = typeof statement === 'string' ? { text: statement } : statement;
      const sent = own ?? (Array.isArray(values) ? values : []);
      if (!names.has(text)) names.set(text, name ?? `bench-${names.size}`);
      // BEGIN and COMMIT have nothing to prepare.
      heard.push(
        sent.length === 0 && /^(BEGIN|COMMIT)/.test(text) ? text : { name: names.get(text), text, values: sent },
      );
    }
    return query.call(this, statement, values, ...rest);
  };
  return {
    async during(work) {
      heard = [];
      const answer = await work();
      await new Promise((resolve) => setTimeout(resolve, 5)); // What is announced after the answer belongs to it.
      const statements = heard;
      heard = undefined;
      return { answer, statements };
    },
    stop: () => (pg.Client.prototype.query = query),
  };
}
