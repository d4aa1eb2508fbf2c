/**
 * Loaded before the main file of each process the launcher starts (`node --import`). When the launcher is gone, even by
 * kill -9, the channel to it closes: the process ends itself the orderly way, and the hard way when that takes too long.
 */
const GRACE_MS = 6_000;

process.once('disconnect', () => {
  setTimeout(() => process.exit(1), GRACE_MS).unref();
  process.kill(process.pid, 'SIGTERM');
});
process.channel?.unref();
