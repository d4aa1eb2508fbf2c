import type { TFunction } from 'i18next';

import type { StalledView } from '../../api/generated';
import type { Company } from '../case/company';
import { csv, momentCell, momentHead, saveFile } from './csv';
import { nextAction, reasonOf, whoMustAct } from './stalled-row';

/** The queue as a file for a spreadsheet; times in the reader's zone. */
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
      momentCell(item.since),
      Math.round(item.sinceOpenSeconds / 36) / 100,
      momentCell(item.lastProgressAt),
      momentCell(item.customerDueAt),
      whoMustAct(item, company),
      nextAction(item, t),
      chase?.askedIds.map((id) => company.nameOf(id)).join('; '),
      momentCell(chase?.sentAt),
      chase && (chase.answer ? t(`oversight.answer.${chase.answer}`) : t('oversight.unanswered')),
      item.next && t(`oversight.timer.${item.next.kind}`),
      momentCell(item.next?.at),
    ];
  });
  const head = [...columns, ...more].map((column) => {
    const name = t(`oversight.column.${column}`);
    return moments.includes(column) ? momentHead(name) : name;
  });
  saveFile(`stalled-${new Date().toISOString().slice(0, 10)}-${language}.csv`, csv(head, rows));
}

const moments = ['since', 'lastProgress', 'customerDue', 'askedAt', 'nextAt'];
