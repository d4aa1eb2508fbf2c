import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

export const languages = [
  { code: 'en', name: 'English' },
  { code: 'de', name: 'Deutsch' },
  { code: 'es', name: 'Español' },
] as const;

type Language = (typeof languages)[number]['code'];

const load: Record<Language, () => Promise<{ default: object }>> = {
  en: () => import('./en.json'),
  de: () => import('./de.json'),
  es: () => import('./es.json'),
};

/** The person's language: chosen before, else the browser's, else English. Other languages are loaded when chosen. */
export async function startI18n(): Promise<void> {
  const isKnown = (code: string | null | undefined): code is Language => code != null && code in load;
  const wanted =
    [localStorage.getItem('language'), ...navigator.languages.map((tag) => tag.slice(0, 2))].find(isKnown) ?? 'en';
  await i18next.use(initReactI18next).init({
    lng: wanted,
    fallbackLng: 'en',
    resources: { en: { translation: (await load.en()).default } },
    partialBundledLanguages: true,
    interpolation: { escapeValue: false },
  });
  await changeLanguage(wanted);
}

/** Says everything in another language, at once: its texts are fetched before anything is drawn anew. */
export async function changeLanguage(code: Language): Promise<void> {
  if (!i18next.hasResourceBundle(code, 'translation'))
    i18next.addResourceBundle(code, 'translation', (await load[code]()).default);
  await i18next.changeLanguage(code);
  document.documentElement.lang = code;
  localStorage.setItem('language', code);
}
