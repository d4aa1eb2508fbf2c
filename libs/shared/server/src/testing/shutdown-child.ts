import { createLogger } from '../log/create-logger.js';
import { Shutdown } from '../shutdown/shutdown.js';

/** A process for the spec of Shutdown: `case` says how its steps behave. */
const behaviour = process.env.CASE ?? '';
const say = (line: string) => console.log(line);

const shutdown = new Shutdown(createLogger({ name: 'child' }), 500)
  .exitWithParent()
  .onShutdown('server', async () => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    say('server closed');
  })
  .onShutdown('queue', () => {
    if (behaviour === 'fails') throw new Error('queue broke');
    if (behaviour === 'hangs') return new Promise(() => {});
    say('queue closed');
  })
  .onShutdown('database', async () => {
    say('database closed');
    await new Promise((resolve) => setTimeout(resolve, 150));
  });

setInterval(() => {}, 1_000);
if (behaviour === 'by itself') void shutdown.begin('fatal', 3);
else say('ready');
