import type { TFunction } from 'i18next';

import type { StalledView } from '../../api/generated';
import type { Company } from '../case/company';
import { csv, saveFile } from './csv';
import { nextAction, reasonOf, whoMustAct } from './stalled-row';

/** The queue as a file for a spreadsheet; times in ISO 8601. */
export function saveStalled(items: readonly StalledView[], company: Company, t: TFunction, language: string): void {
  const columns = [
    'case',
    'subject',
    'priority',
    'department',
    'leg',
    'reason',
    'since',
    'openHours',
    'lastProgress',
    'customerDue',
  ];
  const more = ['who', 'action', 'asked', 'askedAt', 'answer', 'next', 'nextAt'];
  const rows = items.map((item) => {
    const chase = item.chases[0];
    return [
      `C-${item.number}`,
      item.subject,
      item.priority,
      company.departmentName(item.departmentId),
      item.leg,
      reasonOf(item, t),
      item.since,
      (item.sinceOpenSeconds / 3600).toFixed(2),
      item.lastProgressAt,
      item.customerDueAt,
      whoMustAct(item, company),
      nextAction(item, t),
      chase?.askedIds.map((id) => company.nameOf(id)).join('; '),
      chase?.sentAt,
      chase && (chase.answer ? t(`oversight.answer.${chase.answer}`) : t('oversight.unanswered')),
      item.next && t(`oversight.timer.${item.next.kind}`),
      item.next?.at,
    ];
  });
  const head = [...columns, ...more].map((column) => t(`oversight.column.${column}`));
  saveFile(`stalled-${new Date().toISOString().slice(0, 10)}-${language}.csv`, csv(head, rows));
}
