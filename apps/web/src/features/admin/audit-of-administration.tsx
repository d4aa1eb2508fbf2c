import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { auditAdministration } from '../../api/generated/sdk.gen';
import { AuditTable } from './audit-table';
import type { RecordPath } from './record-list';

/** What was done to the company, and to who may enter. */
export function AuditOfAdministration({ by, days, nameOf }: AuditOfAdministrationProps) {
  const { t } = useTranslation();
  return (
    <AuditTable
      filter={{ by }}
      days={days}
      nameOf={nameOf}
      read={async (query, signal) => (await auditAdministration({ query, signal, throwOnError: true })).data}
      keyOf={({ id }) => id}
      aboutLabel={t('admin.audit.about')}
      what={({ type }) => t(`admin.audit.done.${type}`)}
      about={({ type, aboutId, name, version }) => {
        const path = paths[type.split('.')[0]!];
        return (
          <>
            {path ? (
              <Link to={`${path}/$id`} params={{ id: aboutId }} className="admin-link">
                {name}
              </Link>
            ) : (
              name
            )}
            {version !== null && (
              <Text span size="sm" c="dimmed">
                {' '}
                {t('admin.versionN', { version })}
              </Text>
            )}
          </>
        );
      }}
    />
  );
}

/** Where what was changed is edited. */
const paths: Readonly<Record<string, RecordPath>> = {
  journey: '/admin/journeys',
  calendar: '/admin/calendars',
  ladder: '/admin/ladders',
  department: '/admin/departments',
  person: '/admin/people',
};

interface AuditOfAdministrationProps {
  readonly by: string | undefined;
  readonly days: number;
  readonly nameOf: (personId: string | null) => string;
}
