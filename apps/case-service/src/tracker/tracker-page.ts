import type { Instant } from '@baton/kernel';
import { type Language, languages } from './language.js';
import { type Markup, markup, safe } from './markup.js';
import type { Stage } from './stages.js';
import { style } from './tracker-style.js';
import { TrackerTimes } from './tracker-times.js';
import type { Outlook, TrackerPromise, TrackerRequest, TrackerView } from './tracker-view.js';
import type { FormWords, Words } from './words/words.js';

/** What customers can do on their page. */
export const forms = ['information', 'update', 'urgent'] as const;
export type FormName = (typeof forms)[number];

/** A longer text is asked to be shorter. */
export const LONGEST_TEXT = 4000;

export interface PageFacts {
  readonly view: TrackerView;
  readonly language: Language;
  readonly now: Instant;
  /** The page's own address, without a slash at its end. */
  readonly address: string;
  /** Goes with each form, so that sending it twice says it once. */
  readonly once: string;
  /** What was just taken in. */
  readonly told?: FormName | undefined;
  /** What was not, why, and what had been typed. */
  readonly mistake?: Mistake | undefined;
}

export interface Mistake {
  readonly form: FormName;
  readonly reason: keyof Words['mistakes'];
  readonly text: string;
}

/** The customer's page: one document, nothing loaded, no script. */
export function trackerPage(facts: PageFacts): string {
  const { view, language, now, told } = facts;
  const { words } = language;
  const times = new TrackerTimes(language.tag, view.zone, now);
  const isOpen = view.status === 'open';
  const status = view.status === 'open' ? null : words.status[view.status];
  return pageOf(
    language,
    `C-${view.number} · ${view.subject}`,
    markup`<main>
<p class="no">C-${view.number}</p>
<h1>${view.subject}</h1>
${told && markup`<p class="note" role="status">${words.told[told]}</p>`}
${status && markup`<p class="note">${status}</p>`}
${part('where', words.where, markup`<ol>${stagesShown(view.stages, words, times)}</ol>`)}
${isOpen && part('who', words.who, whoHasIt(view, words, now, times))}
${view.outlook && part('next', words.next, outlookOf(view.outlook, words, times))}
${view.promises.length > 0 && part('promises', words.promises, promisesOf(view.promises, words, times))}
${part('tell', words.tell, markup`${formsOf(facts)}`)}
</main>
<footer><p>${fill(words.zone, { zone: times.zoneName })}</p>
<nav aria-label="${words.otherLanguages}">${otherLanguages(facts)}</nav></footer>`,
  );
}

/** A page that only says what is wrong. */
export function troublePage(language: Language, trouble: keyof Words['trouble']): string {
  const { title, text } = language.words.trouble[trouble];
  return pageOf(language, title, markup`<main><h1>${title}</h1><p>${text}</p></main>`);
}

const pageOf = ({ code }: Language, title: string, body: Markup): string =>
  markup`<!doctype html>
<html lang="${code}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex,nofollow"><title>${title}</title><link rel="icon" href="data:,"><style>${safe(style)}</style></head>
<body>${body}</body></html>
`.html;

const part = (id: string, title: string, body: Markup) =>
  markup`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${body}</section>`;

/** At most six lines: what is far back or far ahead is counted, what is near is named. */
function stagesShown(stages: readonly Stage[], words: Words, times: TrackerTimes): readonly Markup[] {
  const present = stages.findIndex(({ state }) => state !== 'done');
  const from = Math.max(0, Math.min((present === -1 ? stages.length : present) - 1, stages.length - MOST_LINES + 1));
  const first = stages.length > MOST_LINES && from > 1 ? from : 0;
  const room = MOST_LINES - (first > 0 ? 1 : 0);
  const last = stages.length - first > room ? first + room - 1 : stages.length;
  return [
    ...(first > 0 ? [folded('done', first, words)] : []),
    ...stages.slice(first, last).map((stage) => stageLine(stage, words, times)),
    ...(last < stages.length ? [folded('coming', stages.length - last, words)] : []),
  ];
}

const MOST_LINES = 6;

const folded = (state: 'done' | 'coming', n: number, words: Words) =>
  markup`<li class="${state}">${fill(words.more[`${state}${n === 1 ? 'One' : 'Other'}`], { n: String(n) })}</li>`;

function stageLine({ wording, state, doneAt }: Stage, words: Words, times: TrackerTimes): Markup {
  const name = wording || words.stage;
  switch (state) {
    case 'done': {
      const when = doneAt ? fill(words.doneOn, { when: times.day(doneAt) }) : words.stageState.done;
      return markup`<li class="done">${name}<small>${when}</small></li>`;
    }
    case 'now':
      return markup`<li class="now" aria-current="step"><b>${name}</b><small>${words.stageState.now}</small></li>`;
    case 'coming':
      return markup`<li>${name}<small>${words.stageState.coming}</small></li>`;
  }
}

function whoHasIt(view: TrackerView, words: Words, now: Instant, times: TrackerTimes): Markup {
  const { firstName: name, team } = view.owner;
  const { unansweredSince: since, request } = view;
  return markup`<p>${fill(words.hands[view.hands], { name })}</p>
<p>${fill(words.answers, { name, team: words.team[team] })}</p>
${since !== null && markup`<p>${fill(words.unanswered, { when: times.moment(since) })}</p>`}
${request && requestOf(request, words, now, times)}`;
}

function requestOf(request: TrackerRequest, words: Words, now: Instant, times: TrackerTimes): Markup {
  const { answeredAt, answerDueAt } = request;
  const asked = fill(words.asked[request.kind], { when: times.moment(request.askedAt) });
  if (answeredAt !== null) return markup`<p>${asked} ${fill(words.answered, { when: times.moment(answeredAt) })}</p>`;
  if (answerDueAt === null) return markup`<p>${asked}</p>`;
  const isLate = answerDueAt < now;
  const answer = fill(isLate ? words.answerLate : words.answerBy, { when: times.moment(answerDueAt) });
  return markup`<p>${asked} <span class="${isLate ? 'bad' : ''}">${answer}</span></p>`;
}

function outlookOf({ next, done, changedAt, isOverdue }: Outlook, words: Words, times: TrackerTimes): Markup {
  const coming =
    next &&
    markup`<dt>${words.nextStage}</dt><dd><b>${next.stage.wording || words.stage}</b><br>${times.span(next.when)}</dd>`;
  return markup`${isOverdue && markup`<p class="bad">${words.overdue}</p>`}<dl>${coming}
<dt>${words.allDone}</dt><dd>${times.span(done)}</dd></dl>
<p class="dim">${fill(words.changed, { when: times.moment(changedAt) })}</p>`;
}

function promisesOf(promises: readonly TrackerPromise[], words: Words, times: TrackerTimes): Markup {
  const lines = promises.map((promise) => {
    const due = fill(words.promiseBy, { when: times.due(promise) });
    const state = markup`<span class="${looks[promise.state]}">${words.promiseState[promise.state]}</span>`;
    return markup`<li>${shortened(promise.text)}<small>${due} · ${state}</small></li>`;
  });
  return markup`<ul>${lines}</ul>`;
}

const looks = { open: 'dim', late: 'bad', kept: 'kept', 'kept-late': 'bad', renegotiated: 'dim', released: 'dim' };

function formsOf(facts: PageFacts): readonly Markup[] {
  const { status, request } = facts.view;
  const { information, update, urgent } = facts.language.words;
  const mayAsk = status === 'open' && (request === null || request.answeredAt !== null);
  return [
    formOf('information', information, facts),
    ...(status === 'open' ? [formOf('urgent', urgent, facts)] : []),
    ...(mayAsk ? [formOf('update', update, facts)] : []),
  ];
}

function formOf(name: FormName, { title, label, send }: FormWords, facts: PageFacts): Markup {
  const { words, code } = facts.language;
  const mistake = facts.mistake?.form === name ? facts.mistake : null;
  const why = mistake && fill(words.mistakes[mistake.reason], { n: String(LONGEST_TEXT) });
  return markup`<form method="post" action="${facts.address}/${name}?lang=${code}"><h3>${title}</h3>
${why && markup`<p class="bad" id="${name}-mistake" role="alert">${why}</p>`}
${name === 'update' ? markup`<p>${label}</p>` : fieldOf(name, label, mistake)}
<input type="hidden" name="once" value="${facts.once}"><button>${send}</button></form>`;
}

/** The line break at its beginning is none of the text: a first one is not shown. */
function fieldOf(name: FormName, label: string, mistake: Mistake | null): Markup {
  const wrong = mistake && markup` aria-invalid="true" aria-describedby="${name}-mistake" autofocus`;
  return markup`<label for="${name}">${label}</label>
<textarea id="${name}" name="text" required maxlength="${LONGEST_TEXT}"${wrong}>
${mistake?.text}</textarea>`;
}

const otherLanguages = ({ language, address }: PageFacts) =>
  Object.entries(languages)
    .filter(([code]) => code !== language.code)
    .map(
      ([code, words]) =>
        markup`<a href="${address}?lang=${code}" lang="${code}" hreflang="${code}">${words.language}</a> `,
    );

const fill = (text: string, values: Readonly<Record<string, string>>) =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');

const LONGEST_PROMISE = 240;
const shortened = (text: string) =>
  text.length <= LONGEST_PROMISE ? text : `${text.slice(0, LONGEST_PROMISE - 1).replace(/\p{Surrogate}$/u, '')}…`;
