import { createTheme, type CSSVariablesResolver } from '@mantine/core';

/** Dense, quiet, and readable: WCAG 2.2 AA in both schemes. */
export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 7, dark: 8 },
  autoContrast: true,
  defaultRadius: 'sm',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
  headings: {
    fontFamily: 'inherit',
    sizes: { h1: { fontSize: '1.4rem' }, h2: { fontSize: '1.1rem' }, h3: { fontSize: '1rem' } },
  },
  components: {
    // An outlined badge has its colour in the border alone: hardly any colour is dark enough for its small letters.
    Badge: {
      styles: (_: unknown, { variant }: { readonly variant?: string }) =>
        variant === 'outline' ? { label: { color: 'var(--mantine-color-text)' } } : {},
    },
    // The first field of a dialog has the focus; what it offers would hide the rest until it is asked for.
    Select: { defaultProps: { openOnFocus: false } },
    // A table wider than the screen scrolls, by keyboard too.
    TableScrollContainer: { defaultProps: { scrollAreaProps: { viewportProps: { tabIndex: 0 } } } },
  },
  spacing: { xs: '0.4rem', sm: '0.6rem', md: '0.9rem', lg: '1.3rem', xl: '2rem' },
});

/** Mantine's dimmed text and placeholders are too faint for AA. */
export const cssVariables: CSSVariablesResolver = (own) => ({
  variables: {},
  light: { '--mantine-color-dimmed': own.colors.gray[7], '--mantine-color-placeholder': own.colors.gray[7] },
  dark: { '--mantine-color-dimmed': own.colors.dark[1], '--mantine-color-placeholder': own.colors.dark[1] },
});
