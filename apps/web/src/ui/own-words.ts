import i18next from 'i18next';

/** What somebody wrote, as it is; where nobody gave a reason, Baton's own stands there as a word, and is said. */
export const ownWords = (text: string): string =>
  isOwn(text) ? i18next.t(`code.reason.${text}`, { defaultValue: text }) : text;

/** The name that a leg was given; where nobody gave it one, Baton's own stands there as a word, and is said. */
export const legName = (name: string): string =>
  isOwn(name) ? i18next.t(`code.legName.${name}`, { defaultValue: name }) : name;

const isOwn = (text: string): boolean => /^[a-z]+(-[a-z]+)*$/.test(text);
