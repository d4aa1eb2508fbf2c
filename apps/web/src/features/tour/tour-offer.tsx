import { Affix, Button, Group, Paper, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import type { Tour } from './use-tour';

/** Offers the tour in a corner; it takes no focus and covers nothing one has to press. */
export function TourOffer({ start, decline }: Pick<Tour, 'start' | 'decline'>) {
  const { t } = useTranslation();
  return (
    <Affix position={{ bottom: 12, left: 12 }}>
      <Paper
        withBorder
        shadow="md"
        p="sm"
        maw={{ base: 'min(22rem, calc(100vw - 24px))', sm: 'calc(11.25rem - 24px)' }} // No wider than the places.
        component="aside"
        aria-label={t('tour.title')}
      >
        <Text fw={600}>{t('tour.title')}</Text>
        <Text size="sm" mb="sm">
          {t('tour.offer')}
        </Text>
        <Group gap="xs">
          <Button size="compact-md" onClick={start}>
            {t('tour.show')}
          </Button>
          <Button size="compact-md" variant="default" onClick={decline}>
            {t('tour.notNow')}
          </Button>
        </Group>
      </Paper>
    </Affix>
  );
}
