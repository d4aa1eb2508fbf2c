import { Alert, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import { ProblemError } from '../../api/problem';

/** Why something was not saved, and what it concerns. */
export function Refused({ error }: { readonly error: Error }) {
  const { t } = useTranslation();
  const facts = error instanceof ProblemError ? error.facts : {};
  const fields = error instanceof ProblemError ? error.wrongFields : [];
  const where = typeof facts['field'] === 'string' ? facts['field'] : undefined;
  return (
    <Alert color="red" variant="light" role="alert">
      <Text size="sm">{error.message}</Text>
      {where && (
        <Text size="sm">
          {t('admin.concerns')} <code>{where}</code>
        </Text>
      )}
      {fields.length > 0 && (
        <ul style={{ margin: 0, paddingInlineStart: '1.2rem' }}>
          {fields.map(({ field, words }) => (
            <li key={field}>
              <Text size="sm">
                {field}: {words}
              </Text>
            </li>
          ))}
        </ul>
      )}
    </Alert>
  );
}
