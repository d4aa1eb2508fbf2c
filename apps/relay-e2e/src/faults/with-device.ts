import type { Installation, InstallationOptions } from '../support/installation.js';
import { startPushService } from '../support/push-service.js';
import { ToldDevice } from './told-device.js';
import { withInstallation } from './with-installation.js';

/** An installation whose messages to a device come to us: they leave by way of the queue. */
export async function withDevice(
  options: InstallationOptions,
  work: (baton: Installation, told: ToldDevice) => Promise<void>,
): Promise<void> {
  const service = await startPushService();
  try {
    await withInstallation(
      { ...options, settings: { ...options.settings, PUSH_SERVICES: service.origin } },
      async (baton) => work(baton, await ToldDevice.in(baton, service)),
    );
  } finally {
    await service.close();
  }
}
