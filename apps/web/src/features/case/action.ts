import type { TFunction } from 'i18next';
import type { ComponentType } from 'react';

import type { CaseView, MeView, TransitionsView } from '../../api/generated/types.gen';
import { fromLocalInput } from '../../ui/zoned-time';
import type { Company } from './company';
import type { Standing } from './standing';

/** What the action lists of all features are made from. */
export interface Situation {
  readonly record: CaseView;
  readonly me: MeView;
  readonly standing: Standing;
  readonly company: Company;
  readonly transitions: TransitionsView | undefined;
  readonly t: TFunction;
}

export type Value = string | boolean | readonly string[];
export type Values = Readonly<Record<string, Value>>;

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** One question of a dialog. A `moment` is the reader's wall time; `ticks` are several choices. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly kind: 'line' | 'text' | 'choice' | 'moment' | 'date' | 'flag' | 'ticks';
  readonly choices?: readonly Choice[] | ((values: Values) => readonly Choice[]);
  readonly isRequired?: boolean | ((values: Values) => boolean);
  readonly initial?: Value;
  readonly hint?: string;
  /** Of a text, in characters; by its kind when not given. */
  readonly longest?: number;
  /** Asked only if this holds for what was answered so far. */
  readonly when?: (values: Values) => boolean;
}

/** What goes with each command: the version one has seen, and a key that makes a second try harmless. */
export interface Order {
  readonly headers: { readonly 'If-Match': string; readonly 'Idempotency-Key': string };
  readonly throwOnError: true;
}

/** Something one can do: a button, and a small dialog behind it. Features list theirs in `<noun>-actions.ts`. */
export interface Action {
  readonly id: string;
  readonly verb: string;
  readonly label: string;
  /** The name of what it is done to. */
  readonly about?: string;
  readonly key?: string;
  readonly tone?: 'first' | 'careful';
  /** Why it cannot be done now; null if it can. */
  readonly why: string | null;
  readonly fields: readonly Field[];
  readonly intro?: string;
  /** Shown below the fields while they are filled in. */
  readonly Preview?: ComponentType<{ readonly values: Values }>;
  readonly send: (values: Values, order: Order) => Promise<{ readonly data: CaseView }>;
}

export const isAsked = (field: Field, values: Values): boolean => field.when?.(values) ?? true;
export const isRequired = ({ isRequired: is = false }: Field, values: Values): boolean =>
  typeof is === 'function' ? is(values) : is;

export const choicesOf = ({ choices = [] }: Field, values: Values): readonly Choice[] =>
  typeof choices === 'function' ? choices(values) : choices;

/** What the service takes (libs/relay/contracts/src/field/limits.ts). Nothing is cut off while one types: one is told. */
export const isTooLong = ({ name, kind, longest = kind === 'line' ? 200 : 10_000 }: Field, values: Values): boolean =>
  textOf(values, name).length > longest;

export const textOf = (values: Values, name: string): string => {
  const value = values[name];
  return typeof value === 'string' ? value : '';
};
export const textOrNull = (values: Values, name: string): string | null => textOf(values, name).trim() || null;
export const listOf = (values: Values, name: string): string[] => {
  const value = values[name];
  return Array.isArray(value) ? [...(value as readonly string[])] : [];
};
export const isOn = (values: Values, name: string): boolean => values[name] === true;
export const instantOrNull = (values: Values, name: string): string | null => {
  const at = fromLocalInput(textOf(values, name));
  return at === null ? null : new Date(at).toISOString();
};

/** The sentence for a state from which the transition table does not allow the verb. */
export function whyNotNow(
  { t, transitions }: Situation,
  noun: 'case' | 'leg' | 'handoff',
  verb: string,
  status: string,
): string {
  const from = transitions?.[noun].filter((one) => one.verb === verb).flatMap((one) => one.from) ?? [];
  return t('act.why.state', {
    now: t(`status.${status}`),
    from: from.map((one) => t(`status.${one}`)).join(', '),
  });
}

/** People, of a department or of several if it matters which. */
export const peopleChoices = (company: Company, of?: string | readonly string[] | null): Choice[] =>
  company.people
    .filter((person) => person.active && (!of?.length || [of].flat().includes(person.departmentId)))
    .map(({ id, name, departmentId: home }) => ({
      value: id,
      label: typeof of === 'string' ? name : `${name} · ${company.departmentName(home)}`,
    }));

export const departmentChoices = (company: Company, without?: string): Choice[] =>
  company.departments
    .filter(({ active, id, kind }) => active && id !== without && kind !== 'oversight')
    .map(({ id, name }) => ({ value: id, label: name }));

/** Codes of the interface as choices, in the reader's words. */
export const codeChoices = (t: TFunction, group: string, codes: readonly string[]): Choice[] =>
  codes.map((value) => ({ value, label: t(`code.${group}.${value}`) }));

/** How somebody speaks to the customer. */
export const channelField = (t: TFunction): Field => ({
  name: 'channel',
  label: t('field.channel'),
  kind: 'choice',
  isRequired: true,
  initial: 'phone',
  choices: codeChoices(t, 'channel', ['phone', 'email', 'chat', 'in-person', 'web', 'letter']),
});

/** The field that most dialogs have: a few words of why or what. */
export const words = (t: TFunction, name: string, isRequired = true): Field => ({
  name,
  label: t(`field.${name}`),
  kind: 'text',
  isRequired,
});
