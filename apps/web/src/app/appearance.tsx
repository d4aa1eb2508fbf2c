import { MantineProvider, useComputedColorScheme } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';

import { useHighContrast } from './contrast';
import { highContrast, highContrastVariables, type Scheme } from './high-contrast';
import { cssVariables, theme } from './theme';

/** Light or dark, and either of them in high contrast. */
export function Appearance({ children }: { readonly children: ReactNode }) {
  const [isHigh] = useHighContrast();
  const [scheme, setScheme] = useState<Scheme>('light');
  useEffect(() => {
    document.documentElement.dataset['contrast'] = isHigh ? 'high' : 'usual';
  }, [isHigh]);
  return (
    <MantineProvider
      theme={isHigh ? highContrast[scheme] : theme}
      cssVariablesResolver={isHigh ? highContrastVariables : cssVariables}
      defaultColorScheme="auto"
    >
      <SchemeTold to={setScheme} />
      {children}
    </MantineProvider>
  );
}

/** High contrast needs to know what only the inside of the provider knows. */
function SchemeTold({ to: tell }: { readonly to: (scheme: Scheme) => void }) {
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  useEffect(() => tell(scheme), [scheme, tell]);
  return null;
}
