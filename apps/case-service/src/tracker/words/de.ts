import type { Words } from './words.js';

export const de: Words = {
  language: 'Deutsch',
  status: {
    resolved: 'Soweit wir wissen, ist alles erledigt. Wenn etwas nicht stimmt, schreiben Sie uns unten.',
    closed: 'Dieses Anliegen ist abgeschlossen.',
    cancelled: 'Dieses Anliegen wurde zurückgezogen; niemand arbeitet mehr daran.',
  },
  where: 'Wo es steht',
  stage: 'Wir arbeiten daran',
  stageState: { done: 'Erledigt', now: 'Jetzt', coming: 'Kommt noch' },
  doneOn: 'Erledigt: {when}',
  more: {
    doneOne: '{n} früherer Schritt ist erledigt',
    doneOther: '{n} frühere Schritte sind erledigt',
    comingOne: '{n} weiterer Schritt folgt',
    comingOther: '{n} weitere Schritte folgen',
  },
  who: 'Wer es jetzt hat',
  team: { frontline: 'dem Kundenservice', 'back-office': 'dem Fachteam', oversight: 'der Leitung' },
  answers: '{name} aus {team} ist bis zum Abschluss für Ihr Anliegen verantwortlich.',
  hands: {
    owner: '{name} arbeitet daran.',
    colleague: 'Jemand aus dem Kollegium von {name} arbeitet daran.',
    'on-its-way': 'Es wird gerade weitergegeben. Bis es angenommen ist, kümmern wir uns hier weiter darum.',
    'waits-for-customer': 'Wir brauchen etwas von Ihnen, bevor es weitergeht. Bitte schreiben Sie uns unten.',
    waits: 'Wir warten auf etwas, das wir brauchen, bevor es weitergeht.',
  },
  next: 'Wie es weitergeht',
  nextStage: 'Nächster Schritt, voraussichtlicher Beginn',
  allDone: 'Alles erledigt, voraussichtlich',
  changed: 'Zuletzt geändert: {when}',
  overdue: 'Der jetzige Schritt dauert länger als geplant. Diese Termine können sich noch ändern.',
  promises: 'Was wir Ihnen zugesagt haben',
  promiseBy: 'Bis {when}',
  promiseState: {
    open: 'Offen',
    late: 'Verspätet',
    kept: 'Eingehalten',
    'kept-late': 'Verspätet eingehalten',
    renegotiated: 'Durch neuen Termin ersetzt',
    released: 'Nicht mehr nötig',
  },
  unanswered: 'Wir haben Ihre Nachricht ({when}) und schulden Ihnen eine Antwort.',
  asked: {
    update: 'Sie haben nach dem Stand gefragt: {when}.',
    urgent: 'Sie haben uns gesagt, dass es dringend geworden ist: {when}.',
  },
  answerBy: 'Sie hören von uns bis {when}.',
  answerLate: 'Sie hätten bis {when} von uns hören sollen. Wir sind zu spät.',
  answered: 'Wir haben geantwortet: {when}.',
  tell: 'Schreiben Sie uns',
  information: {
    title: 'Etwas ergänzen',
    label: 'Was sollen wir wissen?',
    send: 'Ergänzung senden',
  },
  update: {
    title: 'Nach dem Stand fragen',
    label: 'Sie sollten nicht fragen müssen. Tun Sie es doch, zählt das als unser Fehler.',
    send: 'Nach dem Stand fragen',
  },
  urgent: {
    title: 'Es ist dringend geworden',
    label: 'Was hat sich für Sie geändert?',
    send: 'Als dringend melden',
  },
  told: {
    information: 'Danke. Ihre Ergänzung ist bei uns.',
    update: 'Danke. Ihre Frage ist bei uns angekommen.',
    urgent: 'Danke. Wir wissen, dass es dringend geworden ist.',
  },
  mistakes: {
    missing: 'Bitte schreiben Sie zuerst ein paar Worte.',
    long: 'Das ist zu lang. Bitte bleiben Sie unter {n} Zeichen.',
    often:
      'Sie haben in kurzer Zeit mehrere Nachrichten gesendet. Bitte versuchen Sie es in einigen Minuten noch einmal.',
    over: 'Dieses Anliegen ist nicht mehr offen. Bitte nutzen Sie stattdessen „Etwas ergänzen“.',
  },
  zone: 'Zeiten gelten in der Zone {zone}.',
  otherLanguages: 'Andere Sprachen',
  trouble: {
    unknown: {
      title: 'Dieser Link funktioniert nicht',
      text: 'Vielleicht ist er unvollständig oder nicht mehr gültig. Bitte öffnen Sie ihn noch einmal aus unserer Nachricht, oder bitten Sie uns um einen neuen.',
    },
    often: {
      title: 'Einen Moment bitte',
      text: 'Diese Seite wurde sehr oft geöffnet. Bitte versuchen Sie es in einer Minute noch einmal.',
    },
    away: {
      title: 'Einen Moment bitte',
      text: 'Wir können diese Seite gerade nicht zeigen. Bitte versuchen Sie es in einer Minute noch einmal.',
    },
    wrong: {
      title: 'Etwas ist schiefgegangen',
      text: 'Der Fehler liegt bei uns. Bitte versuchen Sie es in einigen Minuten noch einmal.',
    },
  },
};
