import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DemoAccess, describeDemo, introduceDemo } from './demo-access.js';

const access: DemoAccess = {
  signIns: [
    { as: 'agent', name: 'Ana Silva', email: 'ana@demo.example', password: 'red-kite' },
    { as: 'supervisor', name: 'Bo', email: 'bo@demo.example', password: 'blue-oak' },
  ],
  token: 'baton_abc',
};

describe('the way into the demo company', () => {
  let home: string;
  beforeEach(() => void (home = mkdtempSync(join(tmpdir(), 'baton-demo-'))));
  afterEach(() => rmSync(home, { recursive: true }));

  it('is known at every start since the one that made it, to its owner only', async () => {
    expect(await introduceDemo(home, async () => access)).toEqual(access);
    expect(await introduceDemo(home, async () => undefined)).toEqual(access);
    expect(statSync(join(home, 'demo.json')).mode & 0o777).toBe(0o600);
  });

  it('is nothing where no demo was made', async () => {
    expect(await introduceDemo(home, async () => undefined)).toBeUndefined();
  });

  it('is shown as a table and a command to paste', () => {
    expect(describeDemo(access, 'http://localhost:3000')).toEqual([
      'Sign in to the demo company as',
      '  agent       Ana Silva  ana@demo.example  red-kite',
      '  supervisor  Bo         bo@demo.example   blue-oak',
      'or use its API token:',
      "  curl -H 'Authorization: Bearer baton_abc' http://localhost:3000/api/v1/me",
    ]);
  });
});
