/** Stops what the setup started. A run that is killed needs no teardown: its servers end by themselves. */
export default async function stopTestServers(): Promise<void> {
  await Promise.all((globalThis.testServers ?? []).map((server) => server.stop()));
}
