import type { NewEffect } from '@baton/application';
import type { BusinessCalendar, CompanyRecords } from '@baton/domain';
import type { Instant } from '@baton/kernel';
import type { CompanyDirectory } from '@baton/persistence';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

import { PlainProblem } from '../plain-problem.js';
import { flawsOfCompany } from './check-company.js';
import { type CompanyContent, flawsIn, readCompanyFile } from './company-file.js';

/** Adds what a JSON file says about the company, or replaces records with the same id (and version): all of it or nothing. */
export async function loadCompany(file: string, directory: CompanyDirectory): Promise<CompanyContent> {
  const company = await readCompanyFile(file, await parse(file));
  return directory.edit((stored, at) => {
    const found = flawsOfCompany(company, stored, at);
    if (found.length > 0) throw new PlainProblem(flawsIn(file, found));
    const event = { by: null, type: 'company.loaded', aboutId: 'company', name: basename(file) } as const;
    return { put: company, effects: recalculations(company, stored, at), event, result: company };
  });
}

async function parse(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new PlainProblem(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Clocks that run go over to the new version of their calendar in the background (clock rule 8, W5). */
function recalculations(company: CompanyContent, stored: CompanyRecords, at: Instant): readonly NewEffect[] {
  const isKnown = ({ id, version }: BusinessCalendar) =>
    stored.calendars.some((calendar) => calendar.id === id && calendar.version === version);
  return company.calendars
    .filter((calendar) => !isKnown(calendar) && stored.calendars.some(({ id }) => id === calendar.id))
    .map(({ id, version }) => ({
      key: `recalculate:${id}:${version}`,
      topic: 'recalculate',
      orderKey: `recalculate:${id}`,
      body: { calendarId: id, version, afterId: null },
      notBefore: at,
    }));
}
