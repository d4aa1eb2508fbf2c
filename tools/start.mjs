// `npm start`: from a bare clone to a running Baton. Needs Node and npm, nothing else.
import process from 'node:process';

const OLDEST = [20, 19];
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
  console.error(
    `Baton needs Node ${OLDEST.join('.')} or newer; this is Node ${process.versions.node}. Get it from https://nodejs.org and start again.`,
  );
  process.exit(1);
}

const { prepare, PreparationFailed } = await import('./prepare.mjs');
try {
  await prepare((line) => console.log(line));
} catch (error) {
  if (!(error instanceof PreparationFailed)) throw error;
  console.error(error.message);
  process.exit(1);
}

// In this process on purpose: signals and the exit code need no go-between.
const { main } = await import('../apps/baton/dist/main.js');
await main([process.execPath, 'baton', 'start', ...process.argv.slice(2)]);
