import { Alert, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import { ProblemError } from '../../api/problem';

/** Why something was not saved, in the reader's language where we have it, with what it concerns. */
export function Refused({ error }: { readonly error: Error }) {
  const sentence = useRefusalSentence();
  const { t } = useTranslation();
  const facts = error instanceof ProblemError ? error.facts : {};
  const fields = Array.isArray(facts['fields']) ? (facts['fields'] as { field: string; message: string }[]) : [];
  const where = typeof facts['field'] === 'string' ? facts['field'] : undefined;
  return (
    <Alert color="red" variant="light" role="alert">
      <Text size="sm">{error instanceof ProblemError ? sentence(error.code, error.message) : error.message}</Text>
      {where && (
        <Text size="sm">
          {t('admin.concerns')} <code>{where}</code>
        </Text>
      )}
      {fields.length > 0 && (
        <ul style={{ margin: 0, paddingInlineStart: '1.2rem' }}>
          {fields.map(({ field, message }) => (
            <li key={`${field} ${message}`}>
              <Text size="sm">{message}</Text>
            </li>
          ))}
        </ul>
      )}
    </Alert>
  );
}

/** A refusal's sentence by its code; the service's own where there is no translation. */
export function useRefusalSentence(): (code: string, title: string) => string {
  const { t } = useTranslation();
  return (code, title) => t(`admin.refusal.${code}`, { defaultValue: title });
}
