import type { Edit } from './broken-copy.js';

/** A mistake that somebody could make, put into a copy of the built apps; the battery has to notice. */
export interface Defect {
  readonly name: string;
  readonly edits: readonly Edit[];
  /** The fault that shows it, and how often that is done. */
  readonly shownBy: string;
  readonly rounds: number;
}

const PERSISTENCE = 'libs/relay/persistence/dist';
const WORKER = 'apps/relay-worker/dist';
const SERVER = 'libs/shared/server/dist';

export const defects: readonly Defect[] = [
  {
    name: 'commands are acknowledged before they are committed',
    edits: [
      { file: `${PERSISTENCE}/database/transaction.js`, find: 'let broken;', become: 'let broken, detached = false;' },
      {
        file: `${PERSISTENCE}/database/transaction.js`,
        find: /await bounds\.commit\(client\);\s+return result;/,
        become: `detached = true;
        client.on('error', ()=>undefined);
        setTimeout(()=>bounds.commit(client).then(()=>client.release(), (error)=>client.release(error)), 100);
        return result;`,
      },
      {
        file: `${PERSISTENCE}/database/transaction.js`,
        find: 'client.release(broken);',
        become: 'if (!detached) client.release(broken);',
      },
    ],
    shownBy: 'F4',
    rounds: 3,
  },
  {
    name: 'a failed effect is taken for a done one',
    edits: [
      {
        file: `${WORKER}/carry-out-effect.js`,
        find: 'await this.outbox.fail(effect, error);',
        become: 'await this.outbox.finish(effect, async ()=>undefined);',
      },
    ],
    shownBy: 'F4',
    rounds: 9,
  },
  {
    name: 'a lease never ends: nothing is dispatched again',
    edits: [
      {
        file: `${PERSISTENCE}/outbox/postgres-outbox.js`,
        find: 'AND (lease_until IS NULL OR lease_until < now())',
        become: 'AND lease_until IS NULL',
      },
    ],
    shownBy: 'F1',
    rounds: 1,
  },
  {
    name: 'the fence is not looked at: whoever lost a lease may end the effect',
    edits: [
      {
        file: `${PERSISTENCE}/outbox/postgres-outbox.js`,
        find: 'lease_fence = held.fence',
        become: 'lease_fence >= held.fence',
      },
    ],
    shownBy: 'F8',
    rounds: 1,
  },
  {
    name: 'a notice has no key: told once for each event and person no more',
    edits: [
      {
        file: `${PERSISTENCE}/migrations/1763800000000-create-relay.js`,
        find: /(?<=mailed_at timestamptz),\s+PRIMARY KEY \(case_id, seq, person_id\)/,
        become: '',
      },
      {
        file: `${PERSISTENCE}/migrations/1764000600000-create-push-subscription.js`,
        find: /,\s+FOREIGN KEY \(case_id, seq, person_id\) REFERENCES notice[^\n]*/,
        become: '',
      },
    ],
    shownBy: 'F10',
    rounds: 20,
  },
  {
    name: 'a case is changed without its lock and without a look at its version',
    edits: [
      {
        file: `${PERSISTENCE}/case/case-reader.js`,
        find: "WHERE ${caseOf(kind, '$5')} FOR NO KEY UPDATE)",
        become: "WHERE ${caseOf(kind, '$5')})",
      },
      {
        file: `${PERSISTENCE}/case/save-cases.js`,
        find: 'AND c.version = rows.before RETURNING 1',
        become: 'RETURNING 1',
      },
    ],
    shownBy: 'F12',
    rounds: 10,
  },
  {
    name: 'If-Match is read and not heeded',
    edits: [
      {
        file: `${PERSISTENCE}/postgres-relay-unit-of-work.js`,
        find: 'version !== null && version !== expectedVersion',
        become: 'version !== null && false',
      },
    ],
    shownBy: 'F14',
    rounds: 5,
  },
  {
    name: 'a key that is taken is taken again',
    edits: [
      {
        file: `${PERSISTENCE}/case/save-cases.js`,
        find: 'WHERE idempotency.expires_at <= now() RETURNING 1',
        become: 'RETURNING 1',
      },
    ],
    shownBy: 'F13',
    rounds: 3,
  },
  {
    name: 'starts of effects are not counted',
    edits: [
      {
        file: `${PERSISTENCE}/outbox/postgres-outbox.js`,
        find: 'UPDATE outbox SET starts = starts + 1',
        become: 'UPDATE outbox SET starts = starts',
      },
    ],
    shownBy: 'F3',
    rounds: 1,
  },
  {
    name: 'a process that is asked to end ends at once',
    edits: [
      {
        file: `${SERVER}/shutdown/shutdown.js`,
        find: 'for (const { name, run } of this.steps){',
        become: 'for (const { name, run } of []){',
      },
    ],
    shownBy: 'F22',
    rounds: 9,
  },
  {
    name: 'anchors are set and not compared',
    edits: [
      {
        file: `${PERSISTENCE}/doctor/examine-anchors.js`,
        find: 'WHERE e.hash IS DISTINCT FROM h.hash',
        become: 'WHERE false',
      },
    ],
    shownBy: 'F24',
    rounds: 14,
  },
  {
    name: 'a worker trusts its own clock, however wrong it is',
    edits: [
      {
        file: `${SERVER}/clock-guard/clock-guard.js`,
        find: "Math.abs(ahead) - uncertainty > ALLOWED_SKEW ? 'wrong' : 'right'",
        become: "'right'",
      },
    ],
    shownBy: 'F9',
    rounds: 1,
  },
];
