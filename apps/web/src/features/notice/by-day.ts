import { useTranslation } from 'react-i18next';

import type { NoticeView } from '../../api/generated';
import { dateIn, formatIn, readersZone } from '../../ui/zone';

export interface DayOfNotices {
  /** The reader's date, as YYYY-MM-DD. */
  readonly day: string;
  readonly notices: readonly NoticeView[];
}

/** Puts notices that follow each other under the reader's day on which they came. */
export function byDay(notices: readonly NoticeView[]): readonly DayOfNotices[] {
  const days = new Map<string, NoticeView[]>();
  for (const notice of notices) {
    const day = dateIn(readersZone(), Date.parse(notice.at));
    days.set(day, [...(days.get(day) ?? []), notice]);
  }
  return [...days].map(([day, those]) => ({ day, notices: those }));
}

const DAY = 86_400_000;

/** "Today", "yesterday", and the date before that. */
export function useDayName(): (day: string) => string {
  const { i18n } = useTranslation();
  const today = Date.parse(dateIn(readersZone(), Date.now()));
  return (day) => {
    const ago = Math.round((Date.parse(day) - today) / DAY);
    const name =
      ago > -2
        ? new Intl.RelativeTimeFormat(i18n.language, { numeric: 'auto' }).format(ago, 'day')
        : // A date without a time of day: it is the same one everywhere.
          formatIn('UTC', i18n.language, { dateStyle: 'full' }).format(Date.parse(day));
    return name.charAt(0).toLocaleUpperCase(i18n.language) + name.slice(1);
  };
}
