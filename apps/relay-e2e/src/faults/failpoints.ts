import type { Edit } from './broken-copy.js';

const OUTBOX = 'libs/relay/persistence/dist/outbox/postgres-outbox.js';
const UNIT_OF_WORK = 'libs/relay/persistence/dist/postgres-relay-unit-of-work.js';
const PUSH = 'libs/relay/application/dist/push/push-notices.use-case.js';
const CARRY_OUT = 'apps/relay-worker/dist/carry-out-effect.js';

/** `FAILPOINT=name:n`: the n-th time the process comes by the point of that name, it ends there and then; with FAILSIGNAL=SIGSTOP it stands still. */
const point = (name: string) =>
  `if (process.env.FAILPOINT?.startsWith('${name}:') && (globalThis.cameBy = (globalThis.cameBy ?? 0) + 1) >= Number(process.env.FAILPOINT.split(':')[1])) { process.kill(process.pid, process.env.FAILSIGNAL || 'SIGKILL'); if (!process.env.FAILSIGNAL) await new Promise(() => {}); }`;

const before = (file: string, find: string, name: string): Edit => ({ file, find, become: `${point(name)}\n${find}` });
const after = (file: string, find: string, name: string): Edit => ({ file, find, become: `${find}\n${point(name)}` });

/** Where a worker is between two things that belong together. */
const inWorkers: Readonly<Record<string, Edit>> = {
  'effects-claimed': before(
    OUTBOX,
    'return rows.filter(({ isParked })=>!isParked).map(({ id, fence, wasTried })',
    'effects-claimed',
  ),
  'effect-begun': before(OUTBOX, 'return rows;', 'effect-begun'),
  'effect-marked': after(OUTBOX, 'if (marked.size === 0) return;', 'effect-marked'),
  'effect-before-commit': after(OUTBOX, 'await work(await this.scopes.on(client), ours);', 'effect-before-commit'),
  'effect-after-commit': after(
    CARRY_OUT,
    'const informed = await this.useCases.inform.execute(effects);',
    'effect-after-commit',
  ),
  'push-sent': before(PUSH, 'if (isTrial) return this.outbox.finish(effect', 'push-sent'),
  'timers-claimed': after(UNIT_OF_WORK, 'if (found.length === 0) return batch;', 'timers-claimed'),
  'timers-before-commit': after(
    UNIT_OF_WORK,
    'await this.writer.write(client, batch.writes, null);',
    'timers-before-commit',
  ),
};

/** Where the service is between a command and its answer. */
const inService: Readonly<Record<string, Edit>> = {
  'command-before-commit': after(
    UNIT_OF_WORK,
    'const heads = writes.length > 0 || claim ? await this.writer.write(client, writes, claim) : [];',
    'command-before-commit',
  ),
  'command-after-commit': before(
    UNIT_OF_WORK,
    'this.tell(committed);\n        return outcome;',
    'command-after-commit',
  ),
};

export const workerPoints = Object.keys(inWorkers);
export const servicePoints = Object.keys(inService);
export const failpoints: readonly Edit[] = [...Object.values(inWorkers), ...Object.values(inService)];
