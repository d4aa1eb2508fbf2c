// `npm test`: every check of the house, from a bare clone. `npm test -- rules lint` runs those steps alone, `npm test -- all`
// the longer ones too.
// Needs Node and npm, nothing else; it goes on after a failing step, so that one run shows everything.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Baton needs Node 20.19 or newer; this is Node ${process.versions.node}. Get it from https://nodejs.org.`,
  );
  process.exit(1);
}

const root = fileURLToPath(new URL('..', import.meta.url));
const tool = (name, ...args) => [process.execPath, join(root, 'node_modules/.bin', name), ...args];
const nx = (target) => tool('nx', 'run-many', '-t', target, '--output-style=static');

/** In this order: what is quick to know comes first, what needs the build comes after it. */
const STEPS = {
  format: () => check(tool('prettier', '--check', '--log-level=warn', '--cache', '.')),
  lint: () => check(nx('lint')),
  // The web app is typed by its build, which makes the client that it needs first.
  types: () => check(tool('tsc', '--noEmit', '-p', 'tsconfig.json')),
  cycles: () => check(tool('oxlint', '-c', 'tools/cycles/oxlint.json', 'apps', 'libs', 'tools')),
  build: () => prepare('build'),
  house: () => jest('house'),
  rules: () => jest('rules'),
  redis: () => ensureInstalled(REDIS),
  edges: () => jest('edges'),
  whole: () => jest('whole', '--runInBand'),
  chromium: () => ensureInstalled(CHROMIUM),
  browser: () => jest('browser', TWO_AT_A_TIME),
  pages: () => jest('pages', TWO_AT_A_TIME),
  machines: () => jest('machines', '--runInBand'),
  batteries: () => jest('batteries', '--runInBand'),
};

/** Eight minutes more than one waits for while one works: asked for by name, and with `all`. */
const LONGER = ['pages', 'machines', 'batteries'];

/** Each of these files starts processes of its own, and some of them measure time: more would only be in each other's way. */
const TWO_AT_A_TIME = '--maxWorkers=2';

/** The queue specs talk to a real Redis. */
const REDIS = {
  name: 'redis-server',
  isThere: () => ['redis-server', 'redis-cli'].every((program) => isProgram(program)),
  why: 'the queue specs need',
  otherwise: 'macOS: brew install redis',
};

/** The pages are looked at in a real browser; apps/relay-e2e/src/support/browser.ts looks for it in the same places. */
const CHROMIUM = {
  name: 'chromium',
  isThere: () =>
    [process.env.BATON_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser'].some(
      (path) => path && existsSync(path),
    ),
  why: 'the browser specs need',
  otherwise: 'elsewhere name a Chromium or Chrome in BATON_CHROMIUM',
};

const LIMIT_OF_A_STEP_MS = 20 * 60_000;

/** A person's own servers are none of the tests' business; Nx is to work here and now and to leave no daemon. */
const { DATABASE_URL, DATABASE_READ_URL, REDIS_URL, SMTP_URL, ...inherited } = process.env;
const env = { ...inherited, NX_DAEMON: 'false', NX_TUI: 'false', NX_ISOLATE_PLUGINS: 'false', FORCE_COLOR: '0' };

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !(name in STEPS) && name !== 'all');
if (unknown.length > 0) {
  console.error(`There is no step ${unknown.join(', ')}. Choose from: all, ${Object.keys(STEPS).join(', ')}.`);
  process.exit(2);
}

process.chdir(root);
const total = { passed: 0, failed: 0 };
if (await report('install', () => prepare('install'))) {
  for (const [name, step] of Object.entries(STEPS)) {
    if (isWanted(name)) await report(name, step);
  }
}
if (chosen.length === 0) console.log(`Longer ones, for npm test -- all: ${LONGER.join(', ')}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

/** Is this step asked for: by its name, by `all`, or by nothing at all? */
function isWanted(name) {
  if (chosen.length === 0) return !LONGER.includes(name);
  return chosen.includes(name) || chosen.includes('all');
}

/** Runs one step, says how it went and adds it up. A step answers { passed, failed, trouble: what to show }. */
async function report(name, step) {
  const startedAt = performance.now();
  const { passed, failed, trouble } = await step().catch((error) => failure(error.stack));
  total.passed += passed;
  total.failed += failed;
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const verdict = failed > 0 ? `${failed} FAILED, ${passed} passed` : `${passed} passed`;
  console.log(`${name.padEnd(9)} ${verdict.padEnd(24)} ${seconds.padStart(6)} s`);
  if (trouble) console.log(`\n${trouble.trim().replace(/^/gm, '    ')}\n`);
  return failed === 0;
}

function success() {
  return { passed: 1, failed: 0, trouble: '' };
}

function failure(trouble) {
  return { passed: 0, failed: 1, trouble };
}

/** As `npm start` does it: what follows finds it done. */
async function prepare(what) {
  const steps = await import('./prepare.mjs');
  await steps[what]((line) => console.log(line));
  return success();
}

/** A step that is one command: it passes when the command ends with 0. */
async function check(command) {
  const { ended, output } = await run(command);
  return ended === 0 ? success() : failure(`${output}\n${endOf(command, ended)}`);
}

/** A Jest project: each of its tests counts. A test that is skipped is a failure: nothing passes unseen. */
async function jest(project, ...options) {
  const folder = mkdtempSync(join(tmpdir(), 'baton-jest-'));
  try {
    const results = join(folder, 'results.json');
    const runner = [process.execPath, '--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];
    const workers = options.length > 0 ? options : ['--maxWorkers=100%'];
    const command = [...runner, '--selectProjects', project, ...workers, '--json', `--outputFile=${results}`];
    const { ended, output } = await run(command);
    if (!existsSync(results)) return failure(`${output}\n${endOf(command, ended)}`);
    return countOf(JSON.parse(readFileSync(results, 'utf8')), { ended, output, command });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function countOf(results, { ended, output, command }) {
  const skipped = results.testResults
    .flatMap((file) => file.assertionResults)
    .filter(({ status }) => !['passed', 'failed'].includes(status))
    .map(({ fullName }) => `Skipped, which counts as failed: ${fullName}`);
  const broken = results.testResults
    .filter(({ status }) => status === 'failed')
    .map(({ name, message }) => `${name}\n${message}`);
  const passed = results.numPassedTests;
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites + skipped.length;
  const trouble = [...broken, ...skipped].join('\n');
  if (failed > 0 || (ended === 0 && passed > 0)) return { passed, failed, trouble };
  return { passed, failed: 1, trouble: `${output}\n${endOf(command, ended)}` };
}

function endOf(command, ended) {
  const name = command.slice(1).join(' ');
  return ended === 'late'
    ? `Stopped after ${LIMIT_OF_A_STEP_MS / 60_000} minutes: ${name}`
    : `Ended with ${ended}: ${name}`;
}

/** On Debian, root can simply have a program that specs need; elsewhere a person decides. */
async function ensureInstalled({ name, isThere, why, otherwise }) {
  if (isThere()) return success();
  const mayInstall = process.getuid?.() === 0 && existsSync('/etc/debian_version');
  if (!mayInstall) return failure(`${name} is missing. Debian, Ubuntu: sudo apt-get install ${name} · ${otherwise}`);
  console.log(`Installing ${name} (apt-get), which ${why} …`);
  const apt = { DEBIAN_FRONTEND: 'noninteractive' };
  for (const command of [
    ['apt-get', 'update'],
    ['apt-get', 'install', '-y', '--no-install-recommends', name],
  ]) {
    const { ended, output } = await run(command, apt);
    if (ended !== 0) return failure(`${output}\n${command.join(' ')} ended with ${ended}.`);
  }
  return isThere() ? success() : failure(`${name} is still missing after its installation.`);
}

function isProgram(name) {
  return spawnSync(name, ['--version']).error === undefined;
}

/** Answers what the command printed and how it ended: an exit code, a signal, or 'late'. */
function run([command, ...args], extraEnv = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env: { ...env, ...extraEnv }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let isLate = false;
    const limit = setTimeout(() => {
      isLate = true;
      child.kill('SIGKILL');
    }, LIMIT_OF_A_STEP_MS);
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    const finish = () => {
      child.stdout.destroy();
      child.stderr.destroy();
      resolve({ ended: isLate ? 'late' : (child.exitCode ?? child.signalCode), output });
    };
    child.on('close', finish);
    child.on('exit', () => {
      clearTimeout(limit);
      setTimeout(finish, 2_000); // Something the command left running may hold its pipes open: do not wait for that.
    });
  });
}
