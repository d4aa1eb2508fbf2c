import {
  createTheme,
  type CSSVariablesResolver,
  darken,
  DEFAULT_THEME,
  lighten,
  luminance,
  type MantineColorsTuple,
  mergeThemeOverrides,
} from '@mantine/core';

import { theme } from './theme';

export type Scheme = 'light' | 'dark';

/** WCAG 1.4.6 asks for 7; more, since texts also lie on tinted grounds. */
const ENOUGH = 9;

/** How far a shade may be moved towards black or white. */
const SHARES = Array.from({ length: 21 }, (_, index) => index / 20);

/** From what is written to what it is written on, with the borders in the middle. */
const night: MantineColorsTuple = [
  '#fff',
  '#f1f3f5',
  '#dee2e6',
  '#ced4da',
  '#adb5bd',
  '#222',
  '#111',
  '#000',
  '#000',
  '#000',
];

/** Grounds at the ends of the scale, texts at the other, and borders that one sees. */
export const highContrastVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: grounds('#fff', '#000', '#fff', '#f1f3f5', '#343a40'),
  dark: {
    ...grounds('#000', '#fff', '#111', '#222', '#ced4da'),
    '--mantine-color-error': 'var(--mantine-color-red-4)',
  },
});

const grounds = (body: string, text: string, field: string, hover: string, border: string) => ({
  '--mantine-color-body': body,
  '--mantine-color-text': text,
  '--mantine-color-bright': text,
  '--mantine-color-dimmed': text,
  '--mantine-color-placeholder': text,
  '--mantine-color-default': field,
  '--mantine-color-default-hover': hover,
  '--mantine-color-default-color': text,
  '--mantine-color-default-border': border,
});

function withColors(move: (shade: string, index: number) => string) {
  const colors = Object.fromEntries(
    Object.entries(DEFAULT_THEME.colors).map(([name, shades]) => [
      name,
      shades.map(move) as unknown as MantineColorsTuple,
    ]),
  );
  return mergeThemeOverrides(theme, createTheme({ colors: { ...colors, dark: night } }));
}

function until(
  wanted: number,
  ground: 'white' | 'black',
  shade: string,
  move: (color: string, share: number) => string,
): string {
  const share = SHARES.find((one) => contrast(luminance(move(shade, one)), ground === 'white' ? 1 : 0) >= wanted) ?? 1;
  return move(shade, share);
}

function contrast(one: number, other: number): number {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

/** The same theme in colours that keep their distance. Shades that are grounds stay; those that are written or drawn with move. */
export const highContrast: Readonly<Record<Scheme, ReturnType<typeof createTheme>>> = {
  light: withColors((shade, index) => (index < 3 ? shade : until(ENOUGH, 'white', shade, darken))),
  dark: withColors((shade, index) =>
    index < 7 ? until(ENOUGH, 'black', shade, lighten) : until(ENOUGH, 'white', shade, darken),
  ),
};
