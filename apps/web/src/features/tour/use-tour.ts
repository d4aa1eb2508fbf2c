import { useLocalStorage } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { companyDepartmentsOptions, demoDemoOptions } from '../../api/generated/@tanstack/react-query.gen';
import type { MeView } from '../../api/generated/types.gen';
import { withTexts } from '../../i18n/i18n';
import { type Seat, tourStops } from './tour-stops';

export interface Tour {
  /** A demo offers it to whoever has neither taken nor declined it yet. */
  readonly isOffered: boolean;
  readonly start: () => void;
  readonly decline: () => void;
}

/** The five-step tour for the person who is signed in. Its library comes when it begins. */
export function useTour(me: MeView | undefined): Tour {
  const { t } = useTranslation();
  const router = useRouter();
  const queries = useQueryClient();
  const { data: demo } = useQuery({ ...demoDemoOptions(), staleTime: Infinity });
  const [wasSeen, setSeen] = useLocalStorage({
    key: `tour/${me?.id ?? ''}`,
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  const take = async ({ role, departmentId }: MeView) => {
    const [{ takeTour }, departments] = await Promise.all([
      withTexts(import('./tour')),
      queries.ensureQueryData(companyDepartmentsOptions()),
    ]);
    const kind = departments.find(({ id }) => id === departmentId)?.kind;
    const goTo = (place: string) => router.navigate({ href: place });
    await takeTour(tourStops[seatOf(role, kind === 'frontline')], { t, goTo });
  };
  return {
    isOffered: me !== undefined && !wasSeen && (demo?.visitors.length ?? 0) > 0,
    start: () => {
      setSeen(true);
      if (me) void take(me);
    },
    decline: () => setSeen(true),
  };
}

function seatOf(role: MeView['role'], isFrontline: boolean): Seat {
  if (role === 'admin' || role === 'supervisor') return role;
  return isFrontline ? 'frontline' : 'back-office';
}
