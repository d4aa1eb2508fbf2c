// Brings a clone to the point where it can run: packages installed, everything built. Uses Node's own modules only.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

import { oneAtATime } from './one-at-a-time.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const npmsLock = join(modules, '.package-lock.json');
const installStamp = join(modules, '.baton-installed');
const buildStamp = join(modules, '.cache', 'baton', 'built');

/** The install or the build ended badly; the message is for the person at the terminal. */
export class PreparationFailed extends Error {}

/** Installs and builds whatever is not up to date. `say` gets one line for each step that is really taken. */
export async function prepare(say) {
  await install(say);
  await build(say);
}

export async function install(say) {
  if (isInstalled()) return;
  await oneAtATime(root, () => installNow(say), say);
}

async function installNow(say) {
  if (isInstalled()) return; // somebody else did while we waited
  say('Installing packages (npm ci); the first time takes a minute or two …');
  const [npm, ...viaNode] = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  await run('npm ci', npm, [...viaNode, 'ci', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(installStamp, traceOfInstall());
}

/** npm writes its own lock file into node_modules as the last act of a whole install; the stamp spares one after a mere `touch`. */
function isInstalled() {
  const installedAt = modifiedAt(npmsLock);
  if (installedAt === undefined) return false;
  if (installedAt >= modifiedAt(join(root, 'package-lock.json'))) return true;
  return existsSync(installStamp) && readFileSync(installStamp, 'utf8') === traceOfInstall();
}

function traceOfInstall() {
  const wanted = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  return `${wanted.digest('hex')} ${modifiedAt(npmsLock)}`;
}

/** Builds through Nx, and does not even start Nx when no source file changed since the last build. */
export async function build(say) {
  if (isBuilt(readSources())) return;
  await oneAtATime(root, () => buildNow(say), say);
}

async function buildNow(say) {
  const sources = readSources();
  if (isBuilt(sources)) return;
  say('Building …');
  await run('The build', process.execPath, [join(modules, '.bin', 'nx'), 'run-many', '-t', 'build'], {
    NX_DAEMON: 'false',
    NX_TUI: 'false',
    NX_ISOLATE_PLUGINS: 'false',
  });
  mkdirSync(dirname(buildStamp), { recursive: true });
  writeFileSync(buildStamp, sources.fingerprint);
}

function isBuilt({ projects, fingerprint }) {
  const complete = projects.every((project) => existsSync(join(project, 'dist')));
  return complete && existsSync(buildStamp) && readFileSync(buildStamp, 'utf8') === fingerprint;
}

function readSources() {
  const workspaces = ['apps', 'libs/relay', 'libs/shared'].flatMap((folder) => subfolders(join(root, folder)));
  const projects = workspaces.filter((folder) => hasBuild(folder));
  const hash = createHash('sha256');
  for (const file of ['.swcrc', 'nx.json', 'openapi.json', 'package-lock.json']) hash.update(traceOf(join(root, file)));
  for (const project of projects)
    for (const file of filesUnder(project)) if (!file.endsWith('.spec.ts')) hash.update(traceOf(file));
  return { projects, fingerprint: hash.digest('hex') };
}

function subfolders(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(folder, entry.name));
}

function hasBuild(folder) {
  const manifest = join(folder, 'package.json');
  return existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).nx?.targets?.build !== undefined;
}

/** What a build makes, or brings: no source of it. */
const made = new Set(['dist', 'generated', 'node_modules']);

function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) return [path];
    return made.has(entry.name) ? [] : filesUnder(path);
  });
}

function traceOf(file) {
  const { size, mtimeMs } = statSync(file);
  return `${file}\0${size}\0${mtimeMs}\n`;
}

function modifiedAt(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs;
}

/** Runs a step quietly; what it printed is shown only when it fails. A signal to this process goes on to the step. */
function run(name, command, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const printed = [];
    child.stdout.on('data', (chunk) => printed.push(chunk));
    child.stderr.on('data', (chunk) => printed.push(chunk));
    const forward = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => [signal, () => child.kill(signal)]);
    for (const [signal, handler] of forward) process.on(signal, handler);
    child.on('error', (error) => reject(new PreparationFailed(`${name} could not start: ${error.message}`)));
    child.on('close', (code, signal) => {
      for (const [name, handler] of forward) process.off(name, handler);
      if (code === 0) return resolve();
      const why = signal === null ? `with exit code ${code}` : `by ${signal}`;
      reject(
        new PreparationFailed(
          `${Buffer.concat(printed).toString().trimEnd()}\n\n${name} ended ${why}; what it said is above.`,
        ),
      );
    });
  });
}
