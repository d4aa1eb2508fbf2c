import {
  InformPeopleUseCase,
  RunCommandUseCase,
  WakeDueCasesUseCase,
} from '../../libs/relay/application/dist/index.js';
import {
  acceptHandoff,
  addNote,
  closeCase,
  finishLeg,
  handOverLeg,
  resolveCase,
} from '../../libs/relay/domain/dist/index.js';
import { CompanyDirectory, PostgresOutbox, PostgresRelayUnitOfWork } from '../../libs/relay/persistence/dist/index.js';
import { uuidv7 } from 'uuidv7';

import { desk } from './company.mjs';
import { MARKS } from './marks.mjs';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const [front, back] = [desk('front', 0), desk('back', 0)];

/**
 * How cases of the benchmarks come about: which part of the million, when it was opened (in days ago), and what happened to it since.
 * `at` is the time that the rules see.
 */
const all = {
  ended: { share: 0.1, openedDaysAgo: [640, 500, 380, 250, 120, 60], live: runRelay },
  short: { share: 0.8, openedDaysAgo: [600, 450, 300, 200, 100, 40], live: runShort },
  ready: { share: 0.05, openedDaysAgo: [20, 15, 10, 6, 3, 1], live: (baton) => baton.open() },
  offered: { share: 0.015, openedDaysAgo: [18, 9, 4], live: (baton) => baton.offer() },
  accepted: { share: 0.02, openedDaysAgo: [21, 14, 7, 2], live: (baton) => baton.accept() },
  last: { share: 0.01, openedDaysAgo: [25, 12], live: runToLast },
  chased: { share: 0.005, openedDaysAgo: [49, 50], live: runUntilChased },
};

/** All kinds of cases, or one alone. */
export const lives = (only) => (only ? { [only]: { ...all[only], share: 1 } } : all);

/** For the storm of timers, made when it is wanted: half of the first leg's time is over at `dueAt`. */
export const storm = (dueAt) => ({
  storm: { share: 1, openedDaysAgo: [], openedAt: [dueAt - HOUR], live: (baton) => baton.open('soon') },
});

async function runShort(baton) {
  await baton.open(null);
  await baton.note(HOUR);
  await baton.end(DAY);
}

async function runToLast(baton) {
  await baton.accept();
  await baton.note(2 * HOUR);
  await baton.handOver(DAY, front);
  await baton.take(DAY + HOUR, front);
}

async function runRelay(baton) {
  await runToLast(baton);
  await baton.end(2 * DAY);
}

async function runUntilChased(baton, now) {
  await baton.open();
  baton.at = now;
  await baton.wake();
}

/** Lets a handful of cases happen, through the use cases; answers each with the share of all cases that are to be like it. */
export async function makeTemplates(dataSource, now, chosen) {
  const directory = new CompanyDirectory(dataSource);
  const made = [];
  for (const [name, { share, openedDaysAgo, openedAt, live }] of Object.entries(chosen)) {
    const begins = openedAt ?? openedDaysAgo.map((days) => now - days * DAY);
    for (const openedAt of begins) {
      const baton = new Baton(dataSource, directory, openedAt);
      await live(baton, now);
      made.push({ name, openedAt, share: share / begins.length, caseId: baton.state.id });
    }
  }
  await carryOutEffects(dataSource, directory);
  return made;
}

/** Ids that differ in their first twenty digits: the others are the number of a copy. */
let ids = 0;
function newId() {
  const [counted, time] = [(++ids).toString(16).padStart(6, '0'), uuidv7().slice(0, 13)];
  return `${time}-7${counted.slice(0, 3)}-8${counted.slice(3)}-${MARKS.id}`;
}

/** One case, and the people who work on it at times that go by as they are told. */
class Baton {
  constructor(dataSource, directory, openedAt) {
    this.openedAt = this.at = openedAt;
    const unitOfWork = new PostgresRelayUnitOfWork({ dataSource, directory, time: { now: () => this.at } });
    this.commands = new RunCommandUseCase(unitOfWork, newId);
    this.timers = new WakeDueCasesUseCase(unitOfWork, newId);
  }

  open(journeyId = 'refund') {
    return this.keep(
      this.commands.open(
        {
          subject: MARKS.subject,
          description: `${MARKS.words}. ${MARKS.words}`,
          requester: { name: MARKS.customer, email: `${MARKS.customer}@mail.example`, phone: null, zone: 'UTC' },
          priority: 'P3',
          confidential: false,
          channel: 'phone',
          journeyId,
        },
        { actorId: front },
      ),
    );
  }

  async offer() {
    await this.open();
    await this.note(HOUR);
    await this.handOver(3 * HOUR, back);
  }

  async accept() {
    await this.offer();
    await this.take(5 * HOUR, back);
  }

  note(after) {
    return this.run(after, addNote, { kind: 'case', id: this.state.id }, { text: MARKS.words }, this.holder);
  }

  handOver(after, toPersonId) {
    const leg = this.worked;
    const command = {
      legId: leg.id,
      toDepartmentId: null,
      toPersonId,
      legName: null,
      package: { invoice: '4711' },
      note: MARKS.words,
      waiver: null,
      holdUntil: null,
    };
    return this.run(after, handOverLeg, { kind: 'leg', id: leg.id }, command, leg.holderId);
  }

  take(after, personId) {
    const { id } = this.state.handoffs.find(({ status }) => status === 'offered');
    return this.run(after, acceptHandoff, { kind: 'handoff', id }, { handoffId: id }, personId);
  }

  async end(after) {
    const ref = { kind: 'case', id: this.state.id };
    const told = { closureCode: 'done', message: MARKS.words, causeCode: 'other', override: null };
    const leg = this.worked;
    await this.run(
      after,
      finishLeg,
      { kind: 'leg', id: leg.id },
      { legId: leg.id, note: 'Done', waiver: null },
      leg.holderId,
    );
    await this.run(after, resolveCase, ref, told, front);
    await this.run(after + 3 * DAY, closeCase, ref, { note: 'Nothing more', override: null }, front);
  }

  async wake() {
    const { failed, woken } = await this.timers.execute(100);
    if (failed.length > 0) throw failed[0].error;
    if (woken === 0) throw new Error('No timer of the case that is to be chased is due.');
  }

  get worked() {
    return this.state.legs.find(({ status }) => status === 'running');
  }

  get holder() {
    return this.worked?.holderId ?? front;
  }

  run(after, rule, ref, command, actorId) {
    this.at = this.openedAt + after;
    return this.keep(this.commands.execute(rule, ref, command, { actorId }));
  }

  async keep(running) {
    const outcome = await running;
    if (outcome.outcome !== 'done') throw new Error(`A template could not be made: ${JSON.stringify(outcome)}`);
    this.state = outcome.state;
  }
}

async function carryOutEffects(dataSource, directory) {
  const outbox = new PostgresOutbox(dataSource, directory);
  const inform = new InformPeopleUseCase(outbox, false);
  const leaseSome = () => outbox.leaseInforms(100, 30);
  for (let leased = await leaseSome(); leased.length > 0; leased = await leaseSome())
    await inform.execute(await outbox.beginAll(leased));
}
