import type { AutomatedMail } from './mailer.js';

/** Why a mail may not be handed to a mail server: it could smuggle in headers, commands or recipients. */
export function whyUnsafe({ messageId, to, subject, returnPath }: AutomatedMail): string | undefined {
  if (!/^<[^\s<>@]+@[^\s<>@]+>$/.test(messageId)) return 'its Message-ID is not of the form <id@host>';
  if (!isPlainAddress(to)) return 'its recipient is not one plain mail address';
  if (returnPath !== undefined && !isPlainAddress(returnPath)) return 'its return path is not one plain mail address';
  if (controlCharacter.test(subject)) return 'its subject holds a line break or another control character';
  return undefined;
}

/** No quoting, comments or lists: what two programs can read as two different addresses is none. */
const isPlainAddress = (text: string) =>
  text.length <= 254 && /^[^\s@<>()[\]\\,;:"\p{C}]+@[^\s@<>()[\]\\,;:"\p{C}]+$/u.test(text);

const controlCharacter = /[\p{Cc}\u2028\u2029]/u;
