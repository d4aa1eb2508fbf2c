import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { auditAudit } from '../../api/generated/sdk.gen';
import { AuditTable } from './audit-table';

/** What happened in cases. */
export function AuditOfCases({ by, type, days, nameOf }: AuditOfCasesProps) {
  const { t } = useTranslation();
  return (
    <AuditTable
      filter={{ by, type }}
      days={days}
      nameOf={nameOf}
      read={async (query, signal) => (await auditAudit({ query, signal, throwOnError: true })).data}
      keyOf={({ caseId, seq }) => `${caseId} ${seq}`}
      aboutLabel={t('admin.audit.case')}
      what={({ type }) => <span title={type}>{t(`admin.audit.did.${type}`, { defaultValue: type })}</span>}
      about={({ caseId, seq, number, subject }) => (
        <>
          <Link to="/cases/$caseId" params={{ caseId }} hash={`event-${seq}`} className="admin-link">
            C-{number}
          </Link>{' '}
          <Text span size="sm">
            {subject}
          </Text>
        </>
      )}
    />
  );
}

interface AuditOfCasesProps {
  readonly by: string | undefined;
  readonly type: string | undefined;
  readonly days: number;
  readonly nameOf: (personId: string | null) => string;
}
