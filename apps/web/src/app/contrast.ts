import { useLocalStorage, useMediaQuery } from '@mantine/hooks';

/** High contrast: as the system asks for it (`prefers-contrast`), until the person chooses. */
export function useHighContrast(): readonly [isHigh: boolean, choose: (isHigh: boolean) => void] {
  const isAsked = useMediaQuery('(prefers-contrast: more)', undefined, { getInitialValueInEffect: false });
  const [chosen, choose] = useLocalStorage<boolean | null>({
    key: 'high-contrast',
    defaultValue: null,
    getInitialValueInEffect: false,
  });
  return [chosen ?? isAsked ?? false, choose];
}
