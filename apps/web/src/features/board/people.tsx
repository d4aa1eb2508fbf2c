import { Group, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { WorkloadView } from '../../api/generated';
import type { Company } from '../case/company';
import classes from './board.module.css';
import { dropped, isLegDragged, type LegToGive } from './give-leg';

interface Props {
  readonly people: readonly WorkloadView[];
  readonly company: Company;
  readonly chosen: string | undefined;
  readonly onChoose: (personId: string | undefined) => void;
  readonly onDrop?: (leg: LegToGive, toPersonId: string) => void;
}

/** Who has how much in hand, one against the other. Pressing a person shows their work alone; a leg dropped on one is given. */
export function People({ people, company, chosen, onChoose, onDrop }: Props) {
  const { t } = useTranslation();
  const [over, setOver] = useState<string | null>(null);
  const most = Math.max(1, ...people.map(({ working, waiting }) => working + waiting));
  const share = (count: number) => `${(count / most) * 100}%`;
  return (
    <section aria-labelledby="board-people">
      <Title order={2} id="board-people" mb={4}>
        {t('board.people')}
      </Title>
      <ul className={classes.people}>
        {people.map(({ personId, presence, working, waiting, late, coming }) => (
          <li key={personId}>
            <button
              type="button"
              className={classes.person}
              aria-pressed={chosen === personId}
              data-over={over === personId}
              onClick={() => onChoose(chosen === personId ? undefined : personId)}
              onDragOver={(event) => {
                if (!onDrop || !isLegDragged(event)) return;
                event.preventDefault();
                setOver(personId);
              }}
              onDragLeave={() => setOver(null)}
              onDrop={(event) => {
                event.preventDefault();
                setOver(null);
                const leg = dropped(event);
                if (leg && leg.holderId !== personId) onDrop?.(leg, personId);
              }}
            >
              <Group justify="space-between" gap="xs" wrap="nowrap" component="span">
                <Text size="sm" fw={600} component="span" truncate>
                  {company.nameOf(personId)}
                </Text>
                {presence !== 'available' && (
                  <Text size="xs" component="span">
                    {t(`board.presence.${presence}`)}
                  </Text>
                )}
              </Group>
              <span className={classes.bar} aria-hidden>
                <span className={classes.overdue} style={{ width: share(Math.min(late, working)) }} />
                <span className={classes.working} style={{ width: share(Math.max(0, working - late)) }} />
                <span className={classes.waiting} style={{ width: share(waiting) }} />
              </span>
              <Text size="xs" component="span">
                {t('board.inWork', { count: working })} · {t('board.waits', { count: waiting })}
                {late > 0 && (
                  <>
                    {' · '}
                    <span className={classes.late}>{t('board.late', { count: late })}</span>
                  </>
                )}
                {coming > 0 && ` · ${t('board.coming', { count: coming })}`}
              </Text>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
