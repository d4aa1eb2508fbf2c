import { describe, expect, it } from '@jest/globals';

import { languageOf } from './language.js';

describe('the language of a customer’s page', () => {
  it.each([
    [undefined, 'de-AT,de;q=0.9', 'de', 'de-AT'],
    [undefined, 'fr,es;q=0.5', 'es', 'es'],
    [undefined, undefined, 'en', 'en'],
    ['en', 'en-GB,en;q=0.9', 'en', 'en-GB'],
    ['en', 'de-DE,en;q=0.5,en-IE;q=0.4', 'en', 'en-IE'],
    ['de', 'en-GB', 'de', 'de'],
    ['xx', 'es-MX', 'es', 'es-MX'],
  ])('asked for %s by a browser that speaks %s: %s, dates as in %s', (chosen, spoken, code, tag) => {
    expect(languageOf(chosen, spoken)).toMatchObject({ code, tag });
  });
});
