// `node tools/lockfile/add-other-platforms.mjs`: writes the binaries of other platforms into package-lock.json.
// npm leaves them out when it makes a lock file beside an existing node_modules or from a registry that lacks them, and
// `npm ci` then refuses that lock file on every machine. Each is named by its platform, which is all the lock needs to know.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

const lockFile = join(import.meta.dirname, '../../package-lock.json');

/** The optional packages that the lock file's packages name with an exact version and that it does not hold. */
export function missingPackages(lock) {
  return Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {}, dev }]) =>
    Object.entries(optionalDependencies)
      .filter(([name, version]) => /^\d/.test(version) && !isHeld(lock, path, name))
      .map(([name, version]) => ({ name, version, dev })),
  );
}

function isHeld(lock, path, name) {
  const folders = path.split('/node_modules/').map((_, i, parts) => `${parts.slice(0, i + 1).join('/node_modules/')}/`);
  return ['', ...folders].some((folder) => lock.packages[`${folder}node_modules/${name}`]);
}

function entryOf({ name, version, dev }) {
  const words = name.split('/').at(-1).split('-');
  const one = (...known) => words.filter((word) => known.includes(word)).slice(0, 1);
  const os = one('aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32');
  const cpu = one('arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64');
  if (os.length === 0) throw new Error(`${name} does not say which platform it is for; add it with npm.`);
  const libc = words.some((word) => word.startsWith('musl')) ? ['musl'] : words.includes('gnu') ? ['glibc'] : [];
  return {
    version,
    ...(cpu.length > 0 && { cpu }),
    ...(dev && { dev }),
    ...(os[0] === 'linux' && libc.length > 0 && { libc }),
    optional: true,
    os,
  };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const lock = JSON.parse(readFileSync(lockFile, 'utf8'));
  const missing = missingPackages(lock);
  for (const wanted of missing) lock.packages[`node_modules/${wanted.name}`] = entryOf(wanted);
  const [root, ...others] = Object.entries(lock.packages);
  lock.packages = Object.fromEntries([root, ...others.sort(([a], [b]) => a.localeCompare(b, 'en'))]);
  writeFileSync(lockFile, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`${missing.length} packages of other platforms added.`);
}
