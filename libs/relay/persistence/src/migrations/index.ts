import { CreateRelay1763800000000 } from './1763800000000-create-relay.js';
import { CreateInstallationSecret1763900000000 } from './1763900000000-create-installation-secret.js';
import { FindFlowsByTime1763900300000 } from './1763900300000-find-flows-by-time.js';
import { NarrowCaseList1764000000000 } from './1764000000000-narrow-case-list.js';
import { SaveViews1764000100000 } from './1764000100000-save-views.js';
import { CreatePushSubscription1764000600000 } from './1764000600000-create-push-subscription.js';
import { CallInHelpers1764000700000 } from './1764000700000-call-in-helpers.js';
import { CreateCaseSearch1764001200000 } from './1764001200000-create-case-search.js';
import { FillCaseSearch1764001300000 } from './1764001300000-fill-case-search.js';
import { RecordAdministration1764001400000 } from './1764001400000-record-administration.js';
import { FollowEffects1764002300000 } from './1764002300000-follow-effects.js';
import { HoldDispatch1764002400000 } from './1764002400000-hold-dispatch.js';
import { RecordPasswords1764002450000 } from './1764002450000-record-passwords.js';
import { CreateAnchor1764002500000 } from './1764002500000-create-anchor.js';
import { FindBreaches1764002600000 } from './1764002600000-find-breaches.js';
import { SweepFinishedCases1764002750000 } from './1764002750000-sweep-finished-cases.js';
import { CountAttempts1764002760000 } from './1764002760000-count-attempts.js';
import { FindFirstOfInbox1764002800000 } from './1764002800000-find-first-of-inbox.js';
import { FindFirstOfStalled1764002810000 } from './1764002810000-find-first-of-stalled.js';
import { InformTogether1764003500000 } from './1764003500000-inform-together.js';
import { InformInTurn1764003600000 } from './1764003600000-inform-in-turn.js';
import { FindRestOfInbox1764003700000 } from './1764003700000-find-rest-of-inbox.js';
import { FindFirstOfBoard1764003710000 } from './1764003710000-find-first-of-board.js';
import { ListWordsFirst1764003900000 } from './1764003900000-list-words-first.js';
import { FindWordsByEvent1764003910000 } from './1764003910000-find-words-by-event.js';
import { FindWhatComesBefore1764004000000 } from './1764004000000-find-what-comes-before.js';
import { KnowLanguages1764004200000 } from './1764004200000-know-languages.js';
import { FindUnfinishedOfOwner1764004300000 } from './1764004300000-find-unfinished-of-owner.js';

/** Every migration in the order in which they run. Forward only. */
export const migrations = [
  CreateRelay1763800000000,
  CreateInstallationSecret1763900000000,
  FindFlowsByTime1763900300000,
  NarrowCaseList1764000000000,
  SaveViews1764000100000,
  CreatePushSubscription1764000600000,
  CallInHelpers1764000700000,
  CreateCaseSearch1764001200000,
  FillCaseSearch1764001300000,
  RecordAdministration1764001400000,
  FollowEffects1764002300000,
  HoldDispatch1764002400000,
  RecordPasswords1764002450000,
  CreateAnchor1764002500000,
  FindBreaches1764002600000,
  SweepFinishedCases1764002750000,
  CountAttempts1764002760000,
  FindFirstOfInbox1764002800000,
  FindFirstOfStalled1764002810000,
  InformTogether1764003500000,
  InformInTurn1764003600000,
  FindRestOfInbox1764003700000,
  FindFirstOfBoard1764003710000,
  ListWordsFirst1764003900000,
  FindWordsByEvent1764003910000,
  FindWhatComesBefore1764004000000,
  KnowLanguages1764004200000,
  FindUnfinishedOfOwner1764004300000,
];

/** Their names, as a database keeps them. */
export const migrationNames: readonly string[] = migrations.map(({ name }) => name);
