import { DAY, HOUR } from '@baton/kernel';
import { describe, expect, it } from '@jest/globals';

import { noticeKinds } from '../notice/notice.js';
import { ofUseUntil } from './of-use-until.js';
import { type PushLanguage, pushText, trialText } from './push-text.js';
import { pushUrgency } from './push-urgency.js';

const languages: readonly PushLanguage[] = ['en', 'de', 'es'];

describe('what a device shows', () => {
  it.each(languages)('is a whole sentence of its own for every kind, in %s', (language) => {
    const texts = noticeKinds.map((kind) => pushText(kind, 0, language));
    for (const text of texts) expect(text).toMatch(/^[\p{Lu}¿].{9,}[.?]$/u);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('is translated', () => {
    for (const kind of noticeKinds)
      expect(new Set(languages.map((language) => pushText(kind, 0, language))).size).toBe(languages.length);
    expect(new Set(languages.map(trialText)).size).toBe(languages.length);
  });

  it.each([
    ['en', 1, 'The customer wrote. And one more notice.'],
    ['de', 2, 'Der Kunde hat geschrieben. Und 2 weitere Mitteilungen.'],
    ['es', 12, 'El cliente ha escrito. Y 12 avisos más.'],
  ] as const)('says in %s that %i more wait', (language, more, expected) => {
    expect(pushText('customer-wrote', more, language)).toBe(expected);
  });
});

describe('how much it is worth', () => {
  it.each([
    ['offer', false, 'high'],
    ['pre-alert', false, 'normal'],
    ['case-closed', false, 'low'],
    ['case-closed', true, 'high'],
  ] as const)('%s (urgent: %s): %s', (kind, urgent, expected) => {
    expect(pushUrgency(kind, urgent)).toBe(expected);
  });

  it.each([
    ['an offer', 'offer', 2 * HOUR, 2 * HOUR],
    ['an offer of days', 'offer', 3 * DAY, DAY],
    ['an offer without an end', 'offer', null, DAY],
    ['a promise that is due', 'promise-due', 2 * HOUR, DAY],
  ] as const)('%s', (_, kind, at, expected) => {
    expect(ofUseUntil(kind, { at }, 0)).toBe(expected);
  });
});
