import { type Installation, type InstallationOptions, startInstallation } from '../support/installation.js';

/** Runs `work` on an installation of its own. What goes wrong in the work is not covered up by what goes wrong after it. */
export async function withInstallation<Result>(
  options: InstallationOptions,
  work: (baton: Installation) => Promise<Result>,
): Promise<Result> {
  const baton = await startInstallation(options);
  let failed = true;
  try {
    const result = await work(baton);
    failed = false;
    return result;
  } finally {
    await baton.close().catch((error: unknown) => {
      if (!failed) throw error;
    });
  }
}
