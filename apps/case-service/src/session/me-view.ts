import { MeView } from '@baton/contracts';
import { includes, ranks } from '../http/access.guard.js';
import type { Actor } from '../http/actor.js';
import { present } from '../wire/present.js';

/** The person behind a request, and what their role opens. */
export const meView = ({ person, via }: Pick<Actor, 'person' | 'via'>): MeView =>
  present(MeView, { ...person, via, mayActAs: ranks.filter((role) => includes(person.role, role)) });
