import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { errorCode } from '../error-code.js';

/** A process beyond doubt: numbers are given out again, so the moment it began belongs to it. */
export type ProcessIdentity = { readonly pid: number; readonly since: string };

/** A live process: who it is, what it runs, who started it. */
export type LiveProcess = ProcessIdentity & { readonly parent: number; readonly command: string };

/** The process that has this number now; undefined when there is none, or only its remains. */
export function findProcess(pid: number): LiveProcess | undefined {
  return process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
}

/** Whether exactly this process still runs. */
export function isAlive(identity: ProcessIdentity): boolean {
  return findProcess(identity.pid)?.since === identity.since;
}

function fromProc(pid: number): LiveProcess | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Fields after the name, which may itself hold spaces and brackets: state first, parent second, start time twentieth.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return { pid, since: `${boot}/${fields[19]}`, parent: Number(fields[1]), command };
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes(errorCode(error) ?? '')) return undefined;
    throw error;
  }
}

function fromPs(pid: number): LiveProcess | undefined {
  const ps = spawnSync('ps', ['-ww', '-o', 'state=,ppid=,lstart=,command=', '-p', String(pid)], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' },
  });
  if (ps.error !== undefined) throw ps.error;
  const line = /^\s*(\S+)\s+(\d+)\s+(\S+\s+\S+\s+\d+\s+[\d:]+\s+\d+)\s+(.*)$/.exec(ps.stdout.trimEnd());
  if (line === null) return undefined;
  const [state, parent, since, command] = line.slice(1) as [string, string, string, string];
  return state.startsWith('Z') ? undefined : { pid, since, parent: Number(parent), command };
}
