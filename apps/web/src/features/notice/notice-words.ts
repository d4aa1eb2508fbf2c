import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';

import type { NoticeParamsView, NoticeView } from '../../api/generated';
import { legName, ownWords } from '../../ui/own-words';
import { wallTime } from '../../ui/time';

/**
 * What a notice says and why it came, in the reader's language; in the service's English where it is of a kind not known here,
 * or without what its sentence speaks of: while Baton is renewed the service may be of another version than the page.
 */
export function useNoticeWords(): (notice: NoticeView) => { readonly sentence: string; readonly why: string } {
  const { t, i18n } = useTranslation();
  return ({ kind, params, text, why, whyText }) => {
    const isKnown = isWhole(params) && i18n.exists(`notices.kind.${kind}`);
    const sentence = isKnown ? `C-${params.number} ${params.subject}: ${told(kind, params, t, i18n.language)}` : text;
    return { sentence, why: i18n.exists(`notices.why.${why}`) ? t(`notices.why.${why}`) : whyText };
  };
}

const isWhole = (params: NoticeParamsView | undefined): params is NoticeParamsView =>
  params?.number !== undefined && params.subject !== undefined;

/** A sentence that introduces words ends in a colon. Without words it ends there. */
function told(kind: string, params: NoticeParamsView, t: TFunction, language: string): string {
  const { leg, who, at } = params;
  const forms = [leg == null && '_case', at == null && '_undated', ''].filter((form) => form !== false);
  const sentence = t(
    forms.map((form) => `notices.kind.${kind}${form}`),
    {
      leg: leg == null ? t('event.theCase') : legName(leg),
      who: who ?? 'Baton',
      at: at == null ? '' : wallTime(at, language),
    },
  );
  const words = wordsOf(kind, params, t);
  return words === '' ? sentence.replace(/:$/, '.') : `${sentence} ${words}`;
}

/** A word of Baton's, then those that people wrote. */
const wordsOf = (kind: string, { code, text }: NoticeParamsView, t: TFunction): string =>
  [code && t(`${groups[kind]}.${code}`, { defaultValue: code }), text && ownWords(text)].filter(Boolean).join(', ');

/** Where the words for a notice's code are. */
const groups: Readonly<Record<string, string>> = {
  disruption: 'code.disruption',
  escalation: 'code.trigger',
  'offer-declined': 'code.decline',
  undone: 'notices.deed',
};
