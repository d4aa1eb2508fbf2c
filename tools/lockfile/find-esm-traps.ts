import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A CommonJS package that requires an ECMAScript-only one, each as name@version. */
export interface EsmTrap {
  readonly from: string;
  readonly to: string;
}

/**
 * Finds the packages that work in production and break every spec that loads them ("Must use import to load ES Module"):
 * Node 20 can `require()` an ECMAScript module, Jest on Node 20 cannot. Looks at what production installs, peers included,
 * because a Nest extension in CommonJS reaches Nest only as its peer.
 */
export function findEsmTraps(root: string): EsmTrap[] {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, LockEntry>;
  };
  return Object.entries(lock.packages)
    .filter(([path, entry]) => path.includes('node_modules/') && !entry.dev && !entry.link)
    .filter(([path]) => existsSync(join(root, path))) // Packages for other machines stand in the lock file only.
    .flatMap(([path, entry]) => trapsOf(root, join(root, path), entry));
}

interface LockEntry {
  readonly dev?: boolean;
  readonly link?: boolean;
  readonly dependencies?: object;
  readonly optionalDependencies?: object;
  readonly peerDependencies?: object;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly type?: string;
  readonly main?: string;
  readonly exports?: unknown;
}

function trapsOf(root: string, folder: string, entry: LockEntry): EsmTrap[] {
  const manifest = manifestIn(folder);
  if (!isCommonJs(manifest)) return [];
  const needs = Object.keys({ ...entry.dependencies, ...entry.optionalDependencies, ...entry.peerDependencies });
  return needs.flatMap((name) => {
    const at = resolveFrom(root, folder, name);
    if (!at || !isEsmOnly(manifestIn(at)) || !requires(folder, name)) return [];
    return [{ from: nameAndVersion(manifest), to: nameAndVersion(manifestIn(at)) }];
  });
}

const manifestIn = (folder: string) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

const nameAndVersion = ({ name, version }: Manifest) => `${name}@${version}`;

const isCommonJs = ({ type, exports }: Manifest) => type !== 'module' && !mentions(exports, (key) => key === 'import');

const isEsmOnly = ({ type, main, exports }: Manifest) =>
  type === 'module' &&
  !main?.endsWith('.cjs') &&
  !mentions(exports, (key, value) => key === 'require' || String(value).endsWith('.cjs'));

function mentions(exports: unknown, test: (key: string, value: unknown) => boolean): boolean {
  if (typeof exports !== 'object' || exports === null) return exports !== undefined && test('', exports);
  return Object.entries(exports).some(([key, value]) => test(key, value) || mentions(value, test));
}

/** Node's own search: the nearest node_modules that has it. */
function resolveFrom(root: string, folder: string, name: string): string | undefined {
  for (let at = folder; at.startsWith(root); at = dirname(at)) {
    const candidate = join(at, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return candidate;
  }
  return undefined;
}

/** Only a real `require` counts: an `import()` of the same package works. */
function requires(folder: string, name: string): boolean {
  const call = new RegExp(`\\brequire\\(\\s*['"]${name.replaceAll('.', '\\.')}(/[^'"]*)?['"]\\s*\\)`);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.c?js$/.test(file) && !/(^|\/)node_modules\/|\.(spec|test)\.c?js$/.test(file))
    .some((file) => call.test(readFileSync(join(folder, file), 'utf8')));
}
