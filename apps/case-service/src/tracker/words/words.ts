/** What the page says, in one language. `{name}` is filled in. Types keep the languages complete. */
export interface Words {
  /** The language's own name. */
  readonly language: string;
  readonly status: Readonly<Record<'resolved' | 'closed' | 'cancelled', string>>;
  readonly where: string;
  /** Where nobody has worded a stage. */
  readonly stage: string;
  readonly stageState: Readonly<Record<'done' | 'now' | 'coming', string>>;
  readonly doneOn: string;
  readonly more: Readonly<Record<'doneOne' | 'doneOther' | 'comingOne' | 'comingOther', string>>;
  readonly who: string;
  readonly team: Readonly<Record<'frontline' | 'back-office' | 'oversight', string>>;
  readonly answers: string;
  readonly hands: Readonly<Record<'owner' | 'colleague' | 'on-its-way' | 'waits-for-customer' | 'waits', string>>;
  readonly next: string;
  readonly nextStage: string;
  readonly allDone: string;
  readonly changed: string;
  readonly overdue: string;
  readonly promises: string;
  readonly promiseBy: string;
  readonly promiseState: Readonly<Record<'open' | 'late' | 'kept' | 'kept-late' | 'renegotiated' | 'released', string>>;
  readonly unanswered: string;
  readonly asked: Readonly<Record<'update' | 'urgent', string>>;
  readonly answerBy: string;
  readonly answerLate: string;
  readonly answered: string;
  readonly tell: string;
  readonly information: FormWords;
  readonly update: FormWords;
  readonly urgent: FormWords;
  readonly told: Readonly<Record<'information' | 'update' | 'urgent', string>>;
  readonly mistakes: Readonly<Record<'missing' | 'long' | 'often' | 'over', string>>;
  readonly zone: string;
  readonly otherLanguages: string;
  readonly trouble: Readonly<Record<'unknown' | 'often' | 'away' | 'wrong', Trouble>>;
}

export interface FormWords {
  readonly title: string;
  readonly label: string;
  readonly send: string;
}

export interface Trouble {
  readonly title: string;
  readonly text: string;
}
