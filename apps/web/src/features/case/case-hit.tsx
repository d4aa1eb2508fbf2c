import { Mark, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import type { CaseHitView, FoundTextView } from '../../api/generated';
import classes from './case-hit.module.css';

/** A case that was found: what it is, how it stands, and where the words are. */
export function CaseHit({ hit }: { readonly hit: CaseHitView }) {
  const { t } = useTranslation();
  const { found, number, subject, requesterName, status, confidential } = hit;
  const isInSubject = found.in === 'subject';
  return (
    <span className={classes.hit}>
      <Text span size="sm" c="dimmed" className={classes.number}>
        C-{number}
      </Text>
      <Text span size="sm" fw={600} className={classes.words}>
        {isInSubject ? <Marked found={found} /> : subject}
      </Text>
      <Text span size="xs" c="dimmed">
        {t(`status.${status}`)}
        {confidential && `, ${t('cases.confidential')}`}
      </Text>
      <Text span size="xs" c="dimmed" className={classes.where}>
        {isInSubject ? (
          requesterName
        ) : (
          <>
            {t(`palette.in.${found.in}`)}: <Marked found={found} />
          </>
        )}
      </Text>
    </span>
  );
}

/** The text with its marks. */
function Marked({ found: { text, marks } }: { readonly found: FoundTextView }) {
  const ends = [0, ...marks.map(({ to }) => to)];
  return (
    <>
      {marks.map(({ from, to }, place) => (
        <span key={from}>
          {text.slice(ends[place], from)}
          <Mark color="yellow">{text.slice(from, to)}</Mark>
        </span>
      ))}
      {text.slice(ends.at(-1))}
    </>
  );
}
