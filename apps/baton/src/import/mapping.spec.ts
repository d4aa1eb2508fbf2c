import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { loadMapping, shippedMappings } from './load-mapping.js';
import { readMapping } from './mapping.js';

const small = {
  source: 'other-desk',
  columns: { case: 'id', at: 'when', state: 'status' },
  dateFormat: 'ISO',
  states: { open: 'active' },
};

describe('a mapping', () => {
  it('needs case, time and state; the rest has a default', () => {
    expect(readMapping('m.json', small)).toMatchObject({
      prefix: 'other-desk',
      zone: 'UTC',
      unknown: [],
      slaMetValues: ['true'],
    });
  });

  it('is refused with everything that is wrong in it', () => {
    const wrong = {
      ...small,
      source: '',
      zone: 'Mars/Base',
      dateFormat: 'HH:mm',
      states: { open: 'sleeping' },
      priorities: { high: 'P9' },
      columns: { case: 'id', state: 'status', colour: 'c', subject: 'one' },
    };
    const problems = [
      'source must be a text',
      'columns.at must be a text',
      'columns.subject must be a list',
      'Mars/Base is no time zone',
      '“open” means sleeping',
      '“high” means P9',
      'HH:mm lacks day, month or year',
      'unknown colour',
    ];
    for (const problem of problems) expect(() => readMapping('m.json', wrong)).toThrow(problem);
    expect(() => readMapping('m.json', null)).toThrow('source must be a text');
  });

  it('ships for ServiceNow', async () => {
    for (const name of shippedMappings) expect(await loadMapping(name)).toMatchObject({ source: name });
  });

  it('is read from JSON or YAML', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'baton-mapping-'));
    try {
      const file = (name: string, text: string) => {
        writeFileSync(join(folder, name), text);
        return join(folder, name);
      };
      expect(await loadMapping(file('m.json', JSON.stringify(small)))).toMatchObject(small);
      const yaml =
        'source: other-desk\ndateFormat: ISO\ncolumns: { case: id, at: when, state: status }\nstates: { open: active }\n';
      expect(await loadMapping(file('m.yaml', yaml))).toMatchObject(small);
      await expect(loadMapping(file('broken.json', '{'))).rejects.toThrow('cannot be read');
      await expect(loadMapping('nowhere')).rejects.toThrow('one that ships: servicenow-incidents');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
