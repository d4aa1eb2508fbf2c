import { describe, expect, it } from '@jest/globals';

import { aCompany } from '../testing/a-company.js';
import { type Sharing, mayChangeView, maySeeView, mayShareView, type SavedView } from './saved-view.js';

const company = aCompany();
const person = (id: string) => company.people.get(id)!;
const everybody = [...company.people.values()];
const namesOf = (may: (id: string) => boolean) => everybody.map(({ id }) => id).filter(may);

const beasView = (sharedWith: Sharing): SavedView => ({
  id: 'one',
  ownerId: 'bea',
  name: 'Waiting for the bank',
  sharedWith,
  departmentId: sharedWith === 'department' ? 'billing' : null,
  filter: { ownerId: ['me'] },
  version: 1,
});

describe('a saved view', () => {
  it.each<[Sharing, readonly string[]]>([
    ['nobody', ['bea']],
    ['department', ['bea', 'bob', 'lea', 'hal', 'olga']],
    ['everyone', everybody.map(({ id }) => id)],
  ])('that is shared with %s is seen by %j', (sharedWith, readers) => {
    expect(namesOf((id) => maySeeView(person(id), beasView(sharedWith), company))).toEqual(readers);
  });

  it.each<[Sharing, readonly string[]]>([
    ['nobody', ['bea']],
    ['department', ['bea', 'olga']],
    ['everyone', ['bea', 'olga']],
  ])('that is shared with %s is changed by %j', (sharedWith, writers) => {
    expect(namesOf((id) => mayChangeView(person(id), beasView(sharedWith)))).toEqual(writers);
  });

  it('is put on everybody’s screen by leads and oversight only', () => {
    expect(namesOf((id) => mayShareView(person(id), 'everyone'))).toEqual(['ben', 'lea', 'hal', 'lalit', 'olga']);
    expect(namesOf((id) => mayShareView(person(id), 'department'))).toHaveLength(everybody.length);
  });
});
