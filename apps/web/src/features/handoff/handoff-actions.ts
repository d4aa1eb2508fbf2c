import {
  handoffAccept,
  handoffAmend,
  handoffDecline,
  handoffReroute,
  handoffWithdraw,
} from '../../api/generated/sdk.gen';
import type { DeclineHandoffRequest, HandoffView } from '../../api/generated/types.gen';
import {
  type Action,
  codeChoices,
  departmentChoices,
  peopleChoices,
  type Situation,
  textOf,
  textOrNull,
  whyNotNow,
  words,
} from '../case/action';

const declineCodes = ['wrong-department', 'incomplete-package', 'no-capacity', 'not-permitted', 'duplicate', 'other'];

/** What the receiver, the sender and the leads can do with an open offer. */
export function handoffActions(situation: Situation, handoff: HandoffView): readonly Action[] {
  const { t, company, record, standing } = situation;
  const leg = record.legs.find(({ id }) => id === handoff.toLegId);
  const path = { id: handoff.id };
  const base = (verb: string, why: string | null) => ({
    id: `${verb}/${handoff.id}`,
    verb,
    label: t(`act.${verb}`),
    about: leg?.name,
    why: handoff.allowed.includes(verb) ? why : whyNotNow(situation, 'handoff', verb, handoff.status),
  });
  const notYours = standing.isOffered(handoff)
    ? null
    : t('act.why.notOfferedToYou', {
        who: company.nameOf(handoff.toPersonId) || company.departmentName(handoff.toDepartmentId),
      });
  const notSent = standing.sent(handoff) ? null : t('act.why.notTheSender', { who: company.nameOf(handoff.senderId) });
  const isLast = handoff.level === 'lead' || handoff.level === 'oversight';
  const latest = handoff.packages.at(-1);
  const items = leg?.packageFields ?? [];

  return [
    {
      ...base('accept-handoff', notYours),
      key: 'a',
      tone: 'first',
      fields: [],
      intro: t('handoff.acceptIntro', { leg: leg?.name ?? '', who: company.nameOf(handoff.senderId) }),
      send: (_values, order) => handoffAccept({ path, ...order }),
    },
    {
      ...base('decline-handoff', notYours ?? (isLast ? t('act.why.leadCannotDecline') : null)),
      key: 'e',
      fields: [
        {
          name: 'code',
          label: t('field.declineCode'),
          kind: 'choice',
          isRequired: true,
          initial: 'incomplete-package',
          choices: codeChoices(t, 'decline', declineCodes),
        },
        {
          name: 'suggestDepartmentId',
          label: t('field.suggestDepartment'),
          kind: 'choice',
          choices: departmentChoices(company, handoff.toDepartmentId),
          when: (values) => textOf(values, 'code') === 'wrong-department',
        },
        { ...words(t, 'note'), isRequired: (values) => textOf(values, 'code') === 'other' },
      ],
      send: (values, order) =>
        handoffDecline({
          path,
          body: {
            code: textOf(values, 'code') as DeclineHandoffRequest['code'],
            note: textOf(values, 'note'),
            suggestDepartmentId:
              textOf(values, 'code') === 'wrong-department' ? textOrNull(values, 'suggestDepartmentId') : null,
          },
          ...order,
        }),
    },
    {
      ...base(
        'reroute-handoff',
        standing.leads(handoff.toDepartmentId) || standing.isOversight
          ? null
          : t('act.why.leadsOnly', { department: company.departmentName(handoff.toDepartmentId) }),
      ),
      fields: [
        {
          name: 'toDepartmentId',
          label: t('field.toDepartment'),
          kind: 'choice',
          initial: handoff.toDepartmentId,
          choices: departmentChoices(company),
        },
        {
          name: 'toPersonId',
          label: t('field.toPerson'),
          kind: 'choice',
          choices: (values) => peopleChoices(company, textOf(values, 'toDepartmentId')),
        },
        words(t, 'note'),
      ],
      send: (values, order) =>
        handoffReroute({
          path,
          body: {
            toDepartmentId: textOrNull(values, 'toDepartmentId'),
            toPersonId: textOrNull(values, 'toPersonId'),
            note: textOf(values, 'note'),
          },
          ...order,
        }),
    },
    {
      ...base('amend-handoff', notSent),
      fields: (items.length > 0
        ? items
        : Object.keys(latest?.content ?? {}).map((key) => ({ key, label: key, required: false }))
      ).map(({ key, label, required }) => ({
        name: `package.${key}`,
        label,
        kind: 'text',
        isRequired: required,
        initial: latest?.content[key] ?? '',
      })),
      intro: t('handoff.amendIntro'),
      send: (values, order) =>
        handoffAmend({
          path,
          body: {
            package: {
              ...latest?.content,
              ...Object.fromEntries(
                Object.keys(values)
                  .filter((name) => name.startsWith('package.'))
                  .map((name) => [name.slice('package.'.length), textOf(values, name)]),
              ),
            },
          },
          ...order,
        }),
    },
    {
      ...base('withdraw-handoff', notSent),
      tone: 'careful',
      fields: [words(t, 'reason')],
      send: (values, order) => handoffWithdraw({ path, body: { reason: textOf(values, 'reason') }, ...order }),
    },
  ];
}
