import { Stack, Switch } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import type { AccessSearch } from './admin-search';
import { Sessions } from './sessions';
import { Tokens } from './tokens';

/** Who is in, and with what: sessions of browsers and tokens of programs. */
export function AccessPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { whose } = useSearch({ strict: false }) as AccessSearch;
  return (
    <Stack>
      <Switch
        label={t('admin.access.everyone')}
        checked={whose === 'everyone'}
        onChange={(event) =>
          void navigate({
            to: '/admin/access',
            search: event.currentTarget.checked ? { whose: 'everyone' } : {},
            replace: true,
          })
        }
      />
      <Sessions whose={whose ?? 'mine'} />
      <Tokens whose={whose ?? 'mine'} />
    </Stack>
  );
}
