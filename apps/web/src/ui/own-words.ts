import i18next from 'i18next';

/** What somebody wrote, as it is; where nobody gave a reason, Baton's own stands there as a word, and is said. */
export const ownWords = (text: string): string =>
  /^[a-z]+(-[a-z]+)*$/.test(text) ? i18next.t(`code.reason.${text}`, { defaultValue: text }) : text;
