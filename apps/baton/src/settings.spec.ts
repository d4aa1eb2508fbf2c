import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { PROJECT, readSettings } from './settings.js';

describe('the settings of the baton command', () => {
  it('are all optional', () => {
    expect(readSettings({})).toEqual({
      home: join(PROJECT, '.baton'),
      host: '127.0.0.1',
      port: 3000,
      database: { kind: 'embedded', port: 'any free' },
      redisUrl: undefined,
      demo: true,
      isForThisMachineOnly: true,
    });
  });

  it('count as not set when they are empty', () => {
    expect(readSettings({ PORT: '', DATABASE_URL: ' ', BATON_HOME: '', REDIS_URL: '' })).toEqual(readSettings({}));
  });

  it('choose a database of one’s own, which gets no demo company unasked', () => {
    const url = 'postgres://ana:secret@db.example.com/baton';
    expect(readSettings({ DATABASE_URL: url })).toMatchObject({ database: { kind: 'external', url }, demo: false });
    expect(readSettings({ DATABASE_URL: url, BATON_DEMO: 'on' }).demo).toBe(true);
  });

  it.each([
    { HOST: '0.0.0.0' },
    { HOST: '192.168.1.7' },
    { PUBLIC_URL: 'https://baton.example.com' },
    { TRUST_PROXY: 'on' },
  ])('know when others can come in: %o', (env) => {
    expect(readSettings(env).isForThisMachineOnly).toBe(false);
  });

  it('choose ports and the data folder', () => {
    expect(readSettings({ PORT: '8080', BATON_POSTGRES_PORT: '5433', BATON_HOME: '/srv/baton data' })).toMatchObject({
      port: 8080,
      home: '/srv/baton data',
      database: { kind: 'embedded', port: 5433 },
    });
  });

  it.each([
    ['PORT', 'abc'],
    ['PORT', '70000'],
    ['DATABASE_URL', 'mysql://root@db/baton'],
    ['DATABASE_URL', 'baton'],
    ['REDIS_URL', 'localhost'],
    ['BATON_POSTGRES_PORT', '0'],
    ['BATON_DEMO', 'maybe'],
  ])('are refused by name: %s=%s', (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(new RegExp(`One setting is wrong:\\n  ${name} is "`));
  });

  it('are refused all in one message, which holds no password', () => {
    const read = () => readSettings({ PORT: '-1', DATABASE_URL: 'http://ana:secret@db/x' });
    expect(read).toThrow(/2 settings are wrong/);
    expect(read).not.toThrow(/secret/);
  });
});
