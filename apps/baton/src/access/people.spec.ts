import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Access, CompanyDirectory, createDataSource } from '@baton/persistence';
import { createTestDatabase, type TestDatabase } from '@baton/persistence/testing';
import { verify } from '@node-rs/argon2';
import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';

import { newPassword } from '@baton/server';
import { type NewPerson, People } from './people.js';

describe('people who may sign in', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let people: People;

  beforeAll(async () => {
    database = await createTestDatabase();
    dataSource = createDataSource({ url: database.url });
    await dataSource.initialize();
    people = new People(dataSource);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  const aPerson = (given: Partial<NewPerson> = {}): NewPerson => ({
    name: 'Ada Bauer',
    email: 'Ada@Example.org',
    role: 'admin',
    department: undefined,
    zone: 'Europe/Berlin',
    password: 'correct horse battery',
    ...given,
  });

  it('begin with one who leads oversight, so that nothing is without an answer (E4)', async () => {
    await people.create(aPerson());
    const company = await new CompanyDirectory(dataSource).current();
    expect(company.oversightId).toBe('oversight');
    expect(company.departments.get('oversight')).toMatchObject({ leadId: 'ada@example.org', kind: 'oversight' });
    const credential = await new Access(dataSource).credentialOf('ada@example.org');
    expect(credential).toMatchObject({ personId: 'ada@example.org', active: true });
    expect(credential!.passwordHash).toMatch(/^\$argon2id\$/);
    expect(await verify(credential!.passwordHash!, 'correct horse battery')).toBe(true);
  });

  it.each([
    ['an address that is taken, in whatever letters', { email: 'ADA@example.org' }, 'is there already'],
    ['what is no address', { email: 'ada' }, 'no e-mail address'],
    ['a zone that does not exist', { email: 'b@example.org', zone: 'Mars/Base' }, 'no time zone'],
    ['a short password', { email: 'b@example.org', password: 'short' }, '8 signs or more'],
    ['no name', { email: 'b@example.org', name: ' ' }, 'needs a name'],
    ['an unknown department', { email: 'b@example.org', department: 'Moon' }, 'Name one of: Oversight (oversight)'],
  ])('refuse %s', async (_, given, message) => {
    await expect(people.create(aPerson(given))).rejects.toThrow(message);
  });

  it('are listed with their department', async () => {
    await people.create(aPerson({ name: 'Bea', email: 'bea@example.org', role: 'agent', department: 'Oversight' }));
    expect((await people.list()).map(({ name, department, role }) => [name, department, role])).toEqual([
      ['Ada Bauer', 'Oversight', 'admin'],
      ['Bea', 'Oversight', 'agent'],
    ]);
  });

  it('get a new password, and the old one is over', async () => {
    const password = newPassword();
    await people.setPassword('bea@example.org', password);
    const { passwordHash } = (await new Access(dataSource).credentialOf('bea@example.org'))!;
    expect(await verify(passwordHash!, password)).toBe(true);
    expect(await verify(passwordHash!, 'correct horse battery')).toBe(false);
    await expect(people.setPassword('nobody@example.org', password)).rejects.toThrow('Nobody has the address');
  });

  it('get tokens of which only the hash is kept', async () => {
    const text = await people.createToken('bea@example.org', 'nightly report');
    expect(text).toMatch(/^bt_[A-Za-z0-9_-]{32}$/);
    const access = new Access(dataSource);
    expect(await access.personOfToken(createHash('sha256').update(text).digest())).toBe('bea@example.org');
    expect(await access.tokensOf('bea@example.org')).toMatchObject([
      { name: 'nightly report', prefix: text.slice(0, 9) },
    ]);
    const [{ stored }] = (await dataSource.query('SELECT api_token::text AS stored FROM api_token')) as [
      { stored: string },
    ];
    expect(stored).not.toContain(text);
  });
});
