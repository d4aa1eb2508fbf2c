import { Stack, Text, UnstyledButton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { demoVisitMutation } from '../../api/generated/@tanstack/react-query.gen';
import type { DemoVisitorView, MeView } from '../../api/generated/types.gen';
import { Failure } from '../../ui/states';
import classes from './session.module.css';

interface Props {
  readonly visitors: readonly DemoVisitorView[];
  readonly onSignedIn: (me: MeView) => void;
}

/** The people of a demo company as whom one may look around: one click, no password. */
export function LookAround({ visitors, onSignedIn }: Props) {
  const { t } = useTranslation();
  const visit = useMutation({ ...demoVisitMutation(), onSuccess: onSignedIn });
  return (
    <Stack gap="xs">
      {visitors.map(({ personId, name, seat }) => (
        <UnstyledButton
          key={personId}
          className={classes.visitor}
          disabled={visit.isPending}
          onClick={() => visit.mutate({ body: { personId } })}
        >
          <Text fw={600}>{t(`demo.seat.${seat}`, { name })}</Text>
          <Text size="sm" c="dimmed">
            {t(`demo.sees.${seat}`)}
          </Text>
        </UnstyledButton>
      ))}
      {visit.error && <Failure error={visit.error} />}
    </Stack>
  );
}
