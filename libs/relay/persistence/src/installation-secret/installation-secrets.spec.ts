import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { openTestRelay, type TestRelay } from '../testing/test-relay.js';
import { InstallationSecrets } from './installation-secrets.js';

describe('the keys of an installation', () => {
  let database: TestRelay;
  let secrets: InstallationSecrets;
  beforeAll(async () => {
    database = await openTestRelay();
    secrets = new InstallationSecrets(database.dataSource);
  });
  afterAll(() => database.close());

  it('are made once, also by several who need one at the same time', async () => {
    const keys = await Promise.all(Array.from({ length: 5 }, () => secrets.current('tracker-link')));
    expect(new Set(keys.map(({ secret }) => secret.toString('hex'))).size).toBe(1);
    expect(keys[0]).toMatchObject({ keyId: 1 });
    expect(keys[0]!.secret).toHaveLength(32);
  });

  it('are followed by new ones, and count until they are retired', async () => {
    expect(await secrets.rotate('tracker-link', { retireOlder: false })).toBe(2);
    expect((await secrets.valid('tracker-link')).map(({ keyId }) => keyId)).toEqual([2, 1]);
    expect(await secrets.rotate('tracker-link', { retireOlder: true })).toBe(3);
    expect((await secrets.valid('tracker-link')).map(({ keyId }) => keyId)).toEqual([3]);
    expect((await secrets.current('tracker-link')).keyId).toBe(3);
  });
});
