import { addNote, type Case, cancelCase, recordCustomerMessage } from '@baton/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { QueryConfig } from 'pg';
import type { DataSource } from 'typeorm';

import { poolOf } from '../database/transaction.js';
import { openTestRelay, type TestRelay } from '../testing/test-relay.js';
import { learnWords } from './learn-words.js';
import { searchCases } from './search-cases.read-model.js';

describe('search', () => {
  let database: TestRelay;
  let umbrella: Case;
  let invoice: Case;
  let secret: Case;
  let done: Case;
  beforeAll(async () => {
    database = await openTestRelay();
    const { desk, time } = database.at(Date.UTC(2026, 5, 1, 9));
    const requester = {
      name: 'José Muñoz-Straßer',
      email: 'jose@harbour.example',
      phone: '+49 30 555-0199',
      zone: 'UTC',
    };
    umbrella = await desk.opened({ subject: 'Umbrella lost on the ferry', description: 'A red one.', requester });
    invoice = await desk.opened({ subject: 'Wrong invoice', description: 'It says umbrella, but nobody ordered any.' });
    secret = await desk.opened({ subject: 'Umbrella of the director', confidential: true });
    done = await desk.opened({ subject: 'Umbrella lost on the ferry' });
    await desk.does(done, cancelCase, { reason: 'found' }, 'ann');
    await desk.does(invoice, addNote, { text: 'Called the Überbringer back.' }, 'ann');
    time.at += 60_000;
    const said = { channel: 'email' as const, text: 'Where is my\nrefund?', receivedAt: time.at };
    await desk.does(umbrella, recordCustomerMessage, said, 'ann');
    while (await learnWords(poolOf(database.dataSource)));
  });
  afterAll(() => database.close());

  const search = (text: string, limit = 20) => searchCases(database.dataSource, text, 'everyone', limit);
  const found = async (text: string) => (await search(text)).hits.map(({ number }) => number);

  it('asks one statement for what a subject says, planned once', async () => {
    const asked: QueryConfig[] = [];
    const master = { query: (one: QueryConfig) => (asked.push(one), poolOf(database.dataSource).query(one)) };
    const watched = Object.create(database.dataSource, { driver: { value: { master } } }) as DataSource;
    const ask = () => searchCases(watched, 'ferry', 'everyone', 20);
    await ask(); // How frequent the words are is read now.
    asked.length = 0;
    expect((await ask()).hits).toHaveLength(2);
    expect(asked).toEqual([expect.objectContaining({ name: expect.any(String) })]);
  });

  it.each<[string, string, () => Case]>([
    ['a word of the subject, in capitals', 'UMBRELLA FERRY LOST', () => umbrella],
    ['the customer, without accents', 'jose munoz', () => umbrella],
    ['the customer, with others', 'strasser', () => umbrella],
    ['an e-mail address', 'jose@harbour.example', () => umbrella],
    ['the beginning of an address', 'harb', () => umbrella],
    ['a telephone number, with or without gaps', '49305550199', () => umbrella],
    ['a word of the description', 'ordered', () => invoice],
    ['a note', 'uberbringer', () => invoice],
    ['a note, with an umlaut', 'Überbringer', () => invoice],
    ['a note, with an umlaut in two letters', 'UEBERBRINGER called back', () => invoice],
    ['what the customer wrote', 'refund', () => umbrella],
    ['words from different places', 'munoz refund umbr', () => umbrella],
  ])('finds by %s', async (_what, text, expected) => {
    expect((await found(text))[0]).toBe(expected().number);
  });

  it('has the case of the number first, as it is said and as it is written', async () => {
    for (const text of [`${secret.number}`, `C-${secret.number}`, `c${secret.number}`])
      expect((await found(text))[0]).toBe(secret.number);
  });

  it('has open cases before others, and weightier places before lighter ones', async () => {
    expect(await found('umbrella')).toEqual([secret.number, umbrella.number, done.number, invoice.number]);
  });

  it('wants all of the words, and finds nothing by signs', async () => {
    expect(await found('umbrella helicopter')).toEqual([]);
    expect(await found('%_%')).toEqual([]);
    expect(await found(`'); DROP TABLE "case"; --`)).toEqual([]);
  });

  it('says when there is more', async () => {
    expect(await search('umbrella', 2)).toMatchObject({ hits: [{}, {}], more: true });
    expect(await search('umbrella', 4)).toMatchObject({ more: false });
  });

  it('says where the words stand', async () => {
    const where = async (text: string) => {
      const { in: place, text: piece, marks } = (await search(text)).hits[0]!.found;
      return [place, piece, marks.map(({ from, to }) => piece.slice(from, to))];
    };
    expect(await where('ferr')).toEqual(['subject', 'Umbrella lost on the ferry', ['ferr']]);
    expect(await where('munoz')).toEqual(['requester', 'José Muñoz-Straßer, jose@harbour.example', ['Muñoz']]);
    expect(await where('ordered')).toEqual(['description', 'It says umbrella, but nobody ordered any.', ['ordered']]);
    expect(await where('uber')).toEqual(['note', 'Called the Überbringer back.', ['Über']]);
    expect(await where('refund')).toEqual(['customer', 'Where is my refund?', ['refund']]);
  });

  it('shows what is confidential to nobody who may not see it, not even by a correction', async () => {
    const as = (personId: string, ...departmentIds: string[]) =>
      searchCases(database.dataSource, 'director', { personId, departmentIds }, 20);
    expect((await as('ann')).hits).toHaveLength(1);
    expect((await as('dirk', 'dispatch')).hits).toHaveLength(1);
    expect((await as('bea', 'warehouse')).hits).toEqual([]);
    const misspelled = await searchCases(database.dataSource, 'dircetor', { personId: 'bea', departmentIds: [] }, 20);
    expect(misspelled).toEqual({ hits: [], more: false, spelledAs: null });
  });

  it.each([
    ['swapped letters', 'umberlla ferry', 'umbrella ferry'],
    ['a missing letter', 'umbrela', 'umbrella'],
    ['a wrong letter in a name', 'muños', 'munoz'],
  ])('forgives %s', async (_what, typed, meant) => {
    const { hits, spelledAs } = await search(typed);
    expect(spelledAs).toBe(meant);
    expect(hits.map(({ number }) => number)).toContain(umbrella.number);
  });

  it('does not take one short word, or one number, for another', async () => {
    expect((await search('fey')).hits).toEqual([]);
    expect((await search('9999')).hits).toEqual([]);
  });

  it('knows what an importer wrote in one go, and cases of which it had lost the words', async () => {
    await database.rows('DELETE FROM case_search WHERE case_id = $1', invoice.id);
    expect(await found('ordered')).toEqual([]);
    const { desk } = database.at(Date.UTC(2026, 5, 2, 9));
    await desk.does(invoice, addNote, { text: 'Mended.' }, 'ann');
    expect(await found('ordered mended uberbringer')).toEqual([invoice.number]);
  });

  it('goes on taking words into a case that has a novel of them', async () => {
    const { desk } = database.at(Date.UTC(2026, 5, 3, 9));
    const novel = await desk.opened({ subject: 'A long story' });
    const word = (n: number) => `${'x'.repeat(60)}${n}`;
    for (let chapter = 0; chapter < 130; chapter++) {
      const text = Array.from({ length: 150 }, (_, n) => word(chapter * 150 + n)).join(' ');
      await desk.does(novel, addNote, { text }, 'ann');
    }
    expect(await found(word(0))).toEqual([novel.number]);
    expect(await found('long story')).toEqual([novel.number]);
  });
});
