import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  caseEventTypes,
  declineCodes,
  disruptionKinds,
  type Language,
  noticeKinds,
  noticeReasons,
  noticeWords,
  ownLegNames,
  ownReasons,
  triggerKinds,
} from '@baton/domain';
import { describe, expect, it } from '@jest/globals';

const I18N = join(import.meta.dirname, '../../../web/src/i18n');
const languages = readdirSync(I18N).filter((file) => file.endsWith('.json'));

interface Texts {
  readonly notices: Record<'kind' | 'why', Record<string, string>> & { deed: Record<string, Record<string, string>> };
  readonly code: Record<'reason' | 'trigger' | 'decline' | 'disruption' | 'legName', Record<string, string>>;
  readonly event: { readonly theCase: string };
}

describe.each(languages)('what the web app says of notices in %s', (file) => {
  const { notices, code, event } = JSON.parse(readFileSync(join(I18N, file), 'utf8')) as Texts;
  const forms = Object.entries(notices.kind);

  it('has a sentence for every kind, and a reason for every reader', () => {
    const kinds = new Set(forms.map(([form]) => form.split('_')[0]!));
    expect([...kinds].sort()).toEqual([...noticeKinds].sort());
    for (const kind of noticeKinds) expect(notices.kind).toHaveProperty(kind);
    expect(Object.keys(notices.why).sort()).toEqual([...noticeReasons].sort());
  });

  it.each(forms)('%s speaks of what a notice carries, and ends', (form, text) => {
    expect(text.replaceAll(/\{\{(leg|who|at)\}\}/g, '')).not.toMatch(/[{}]/);
    expect(text).toMatch(/[.:?]$/);
    if (form.endsWith('_case')) expect(text).not.toContain('{{leg}}');
    if (form.endsWith('_undated')) expect(text).not.toContain('{{at}}');
  });

  it('has every word that stands in them', () => {
    expect(Object.keys(code.reason).sort()).toEqual([...ownReasons].sort());
    expect(Object.keys(code.trigger).sort()).toEqual([...triggerKinds].sort());
    expect(Object.keys(code.decline).sort()).toEqual([...declineCodes].sort());
    expect(Object.keys(code.legName).sort()).toEqual([...ownLegNames].sort());
    expect(Object.keys(code.disruption).sort()).toEqual([...disruptionKinds].sort());
    const deeds = Object.entries(notices.deed).flatMap(([noun, verbs]) =>
      Object.keys(verbs).map((v) => `${noun}.${v}`),
    );
    expect(deeds.filter((deed) => !(caseEventTypes as readonly string[]).includes(deed))).toEqual([]);
  });

  it('is what mails say, word for word', () => {
    const { letter: _, deed, theCase, kind, why, ...codes } = noticeWords[file.slice(0, 2) as Language];
    expect({ kind, why }).toEqual({ kind: notices.kind, why: notices.why });
    const { reason, trigger, decline, disruption, legName } = code;
    expect(codes).toEqual({ reason, trigger, decline, disruption, legName });
    const deeds = Object.entries(notices.deed).flatMap(([noun, verbs]) =>
      Object.entries(verbs).map(([verb, text]) => [`${noun}.${verb}`, text]),
    );
    expect({ deed, theCase }).toEqual({ deed: Object.fromEntries(deeds), theCase: event.theCase });
  });
});
