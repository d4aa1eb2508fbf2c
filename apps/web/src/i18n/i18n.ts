import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

import { inItsDirection } from './in-its-direction';

export const languages = [
  { code: 'en', name: 'English' },
  { code: 'de', name: 'Deutsch' },
  { code: 'es', name: 'Español' },
] as const;

type Language = (typeof languages)[number]['code'];

interface Part {
  readonly default: object;
}
/** What the frame and the desk say, and everything else; `first-texts.json` says which is which. */
const parts: Record<Language, readonly [first: () => Promise<Part>, rest: () => Promise<Part>]> = {
  en: [() => import('./en.json?first'), () => import('./en.json?rest')],
  de: [() => import('./de.json?first'), () => import('./de.json?rest')],
  es: [() => import('./es.json?first'), () => import('./es.json?rest')],
};

/** The person's language: chosen before, else the browser's, else English. The others, as complete, are loaded when chosen. */
export async function startI18n(): Promise<void> {
  const isKnown = (code: string | null | undefined): code is Language => code != null && code in parts;
  const wanted =
    [localStorage.getItem('language'), ...navigator.languages.map((tag) => tag.slice(0, 2))].find(isKnown) ?? 'en';
  await i18next.use(initReactI18next).init({
    lng: wanted,
    fallbackLng: false,
    resources: {},
    interpolation: { escapeValue: true, escape: inItsDirection }, // React escapes; here words are set apart.
  });
  await add(wanted, parts[wanted][0]);
  await speak(wanted);
}

/** Says everything in another language, at once: its texts are fetched before anything is drawn anew. */
export async function changeLanguage(code: Language): Promise<void> {
  await Promise.all(parts[code].map((part) => add(code, part)));
  await speak(code);
}

/** What is fetched later says more than the frame and the desk do: it comes together with its texts. */
export async function withTexts<Module>(module: Promise<Module>): Promise<Module> {
  const [loaded] = await Promise.all([module, restOfTexts()]);
  return loaded;
}

export function restOfTexts(): Promise<void> {
  const code = i18next.language as Language;
  return add(code, parts[code][1]);
}

async function add(code: Language, part: () => Promise<Part>): Promise<void> {
  i18next.addResourceBundle(code, 'translation', (await part()).default, true);
}

async function speak(code: Language): Promise<void> {
  await i18next.changeLanguage(code);
  document.documentElement.lang = code;
  localStorage.setItem('language', code);
}
