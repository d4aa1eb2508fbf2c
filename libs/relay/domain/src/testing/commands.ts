import type { HandOverLeg } from '../leg/hand-over-leg.js';
import type { PlanLeg } from '../leg/plan-leg.js';
import type { ResolveCase } from '../case/resolve-case.js';
import { acceptHandoff } from '../handoff/accept-handoff.js';
import { handOverLeg } from '../leg/hand-over-leg.js';
import type { Relay } from './a-relay.js';

/** A hand-over to whatever comes next, with nothing special about it. */
export const aHandOver = (legId: string, differs: Partial<HandOverLeg> = {}): HandOverLeg => ({
  legId,
  toDepartmentId: null,
  toPersonId: null,
  legName: null,
  package: {},
  note: 'please',
  waiver: null,
  holdUntil: null,
  ...differs,
});

/** An extra leg of billing after everything that is active. */
export const aPlan = (differs: Partial<PlanLeg> = {}): PlanLeg => ({
  departmentId: 'billing',
  name: 'extra',
  afterLegId: null,
  repeatsLegId: null,
  olaSeconds: null,
  namedPersonId: null,
  mandatory: false,
  customerWording: null,
  reason: 'needed',
  ...differs,
});

/** A resolution that tells the customer. */
export const aResolution = (differs: Partial<ResolveCase> = {}): ResolveCase => ({
  closureCode: 'refunded',
  message: 'Your money is on its way.',
  causeCode: null,
  override: null,
  ...differs,
});

/** Hands the newest leg of a name over; returns the ids of the offers that came of it. */
export function handOver(relay: Relay, legName: string, differs: Partial<HandOverLeg> = {}): readonly string[] {
  const leg = relay.leg(legName);
  const before = relay.state.handoffs.length;
  relay.run(leg.holderId, handOverLeg, aHandOver(leg.id, differs));
  return relay.state.handoffs.slice(before).map(({ id }) => id);
}

/** A leg goes on to the person who accepts what comes of its hand-over. */
export function passTo(relay: Relay, legName: string, personId: string, differs: Partial<HandOverLeg> = {}): void {
  for (const handoffId of handOver(relay, legName, differs)) relay.run(personId, acceptHandoff, { handoffId });
}

/** How the legs stand, by name: the newest visit of each. */
export const standing = (relay: Relay): Readonly<Record<string, string>> =>
  Object.fromEntries(relay.state.legs.map((leg) => [leg.name, leg.status]));

/** The offer with an id, as it is now. */
export const offer = (relay: Relay, id: string) => relay.state.handoffs.find((handoff) => handoff.id === id)!;

/** The offer that is open now. */
export const openOffer = (relay: Relay) => relay.state.handoffs.findLast(({ status }) => status === 'offered')!;
