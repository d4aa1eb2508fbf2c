import { createHash, randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { openTestRelay, type TestRelay } from '../testing/test-relay.js';
import { Access } from './access.js';

describe('access', () => {
  let database: TestRelay;
  let access: Access;
  beforeAll(async () => {
    database = await openTestRelay();
    access = new Access(database.dataSource);
  });
  afterAll(() => database.close());

  const hashOf = (secret: string) => createHash('sha256').update(secret).digest();
  const leave = (personId: string) => database.rows('UPDATE person SET active = false WHERE id = $1', personId);

  describe('by password', () => {
    it('finds a person by e-mail, in any case, with and without a password', async () => {
      expect(await access.credentialOf('ANN@baton.example')).toEqual({
        personId: 'ann',
        active: true,
        passwordHash: null,
      });
      await access.setPassword('ann', '$argon2id$one');
      await access.setPassword('ann', '$argon2id$two');
      expect((await access.credentialOf('ann@baton.example'))!.passwordHash).toBe('$argon2id$two');
      expect(await access.credentialOf('nobody@baton.example')).toBeNull();
    });

    it('ends the sessions that the old password opened', async () => {
      await access.openSession(hashOf('before'), 'ann', 3600);
      await access.setPassword('ann', '$argon2id$three');
      expect(await access.personOfSession(hashOf('before'), 3600)).toBeNull();
    });
  });

  describe('by a password that is changed meanwhile', () => {
    const changed = { old: '$argon2id$old', new: '$argon2id$new' };
    const opened = (name: string, hash: string) => access.openSession(hashOf(name), 'olga', 3600, hash);

    it('opens no session any more', async () => {
      await access.setPassword('olga', changed.old);
      expect(await opened('in time', changed.old)).toBe(true);
      await access.setPassword('olga', changed.new);
      expect(await opened('too late', changed.old)).toBe(false);
      expect(await access.personOfSession(hashOf('too late'), 3600)).toBeNull();
      expect(await opened('again', changed.new)).toBe(true);
    });

    it('leaves no session, whichever of the two comes first', async () => {
      for (let round = 0; round < 20; round++) {
        await access.setPassword('olga', changed.old);
        await Promise.all([
          ...['one', 'two', 'three'].map((name) => opened(`${name}${round}`, changed.old)),
          access.setPassword('olga', changed.new),
        ]);
        expect(await database.rows(`SELECT FROM session WHERE person_id = 'olga'`)).toEqual([]);
      }
    });
  });

  describe('by session', () => {
    it('is open to its person until it is ended', async () => {
      await access.openSession(hashOf('one'), 'bea', 3600);
      expect(await access.personOfSession(hashOf('one'), 3600)).toBe('bea');
      expect(await access.personOfSession(hashOf('other'), 3600)).toBeNull();
      await access.endSession(hashOf('one'));
      expect(await access.personOfSession(hashOf('one'), 3600)).toBeNull();
    });

    it('ends by itself, at the latest and when it lies idle', async () => {
      await access.openSession(hashOf('late'), 'bea', -1);
      expect(await access.personOfSession(hashOf('late'), 3600)).toBeNull();
      await access.openSession(hashOf('idle'), 'bea', 3600);
      await database.rows(`UPDATE session SET last_seen_at = now() - interval '10 minutes'`);
      expect(await access.personOfSession(hashOf('idle'), 599)).toBeNull();
      expect(await access.personOfSession(hashOf('idle'), 601)).toBe('bea');
      expect(await access.personOfSession(hashOf('idle'), 599)).toBe('bea'); // Being asked kept it awake.
    });

    it('ends when the person leaves', async () => {
      await access.openSession(hashOf('gone'), 'dirk', 3600);
      await leave('dirk');
      expect(await access.personOfSession(hashOf('gone'), 3600)).toBeNull();
    });

    it('is listed while it is awake, to its person and to whoever asks for all', async () => {
      await access.openSession(hashOf('desk'), 'omar', 3600);
      await access.openSession(hashOf('over'), 'omar', -1);
      const id = hashOf('desk').toString('hex');
      const [listed, ...others] = await access.sessionsOf('omar', 3600);
      expect({ ...listed, others }).toMatchObject({ id, personId: 'omar', others: [] });
      expect((await access.sessionsOf(null, 3600)).map((one) => one.id)).toContain(id);
      expect(await access.sessionsOf('omar', 0)).toEqual([]);
    });

    it('can be ended everywhere at once', async () => {
      await access.openSession(hashOf('here'), 'olga', 3600);
      await access.openSession(hashOf('there'), 'olga', 3600);
      await access.endSessionsOf('olga');
      expect(await access.personOfSession(hashOf('here'), 3600)).toBeNull();
      expect(await access.personOfSession(hashOf('there'), 3600)).toBeNull();
    });
  });

  describe('by token', () => {
    const aToken = (secret: string, differs: { readonly personId?: string; readonly expiresAt?: number } = {}) => ({
      id: randomUUID(),
      personId: 'bea',
      name: 'nightly export',
      prefix: 'bat_12',
      sha256: hashOf(secret),
      expiresAt: null,
      ...differs,
    });

    it('is open to its person until it is revoked', async () => {
      const token = aToken('secret');
      await access.addToken(token);
      expect(await access.personOfToken(hashOf('secret'))).toBe('bea');
      expect(await access.personOfToken(hashOf('guess'))).toBeNull();
      expect(await access.revokeToken('ada', token.id, 'ann')).toBe(false); // Not hers.
      expect(await access.revokeToken('ada', token.id, 'bea')).toBe(true);
      expect(await access.personOfToken(hashOf('secret'))).toBeNull();
    });

    it('expires', async () => {
      await access.addToken(aToken('old', { expiresAt: Date.now() - 1 }));
      await access.addToken(aToken('new', { expiresAt: Date.now() + 60_000 }));
      expect(await access.personOfToken(hashOf('old'))).toBeNull();
      expect(await access.personOfToken(hashOf('new'))).toBe('bea');
    });

    it('is listed without its secret, with its last use', async () => {
      const token = aToken('listed', { personId: 'omar', expiresAt: 4_102_444_800_123 });
      await access.addToken(token);
      await access.personOfToken(hashOf('listed'));
      const { sha256: _, ...shown } = token;
      expect(await access.tokensOf('omar')).toEqual([
        { ...shown, createdAt: expect.any(Number), lastUsedAt: expect.any(Number), revokedAt: null },
      ]);
    });

    it('is revoked for somebody else by whoever may', async () => {
      const token = aToken('hers');
      await access.addToken(token);
      expect(await access.revokeToken('ada', token.id, null)).toBe(true);
      expect(await access.revokeToken('ada', token.id, null)).toBe(false);
      expect((await access.tokensOf(null)).map(({ id }) => id)).toContain(token.id);
    });

    it('is closed when the person leaves', async () => {
      await access.addToken(aToken('left', { personId: 'bill' }));
      await leave('bill');
      expect(await access.personOfToken(hashOf('left'))).toBeNull();
    });
  });
});
