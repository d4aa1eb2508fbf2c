import type { FlowView } from '../../api/generated';

/** A department on one side of the picture. */
export interface FlowNode {
  readonly id: string;
  readonly count: number;
  readonly y: number;
  readonly height: number;
}

/** A route as a ribbon between the two sides. */
export interface Ribbon {
  readonly flow: FlowView;
  readonly path: string;
}

export interface FlowLayout {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly senders: readonly FlowNode[];
  readonly receivers: readonly FlowNode[];
  readonly ribbons: readonly Ribbon[];
}

/** So many departments a side and routes in all can be told apart. */
const SIDES = 12;
const ROUTES = 40;
const GAP = 12;
const BAR = 10;

/** Where there is room a picture is this wide; where there is less, a label takes its share. */
const WIDEST = 960;
const NARROWEST = 300;
const LABEL = 190;

/** Senders left, receivers right, the busiest on top, a ribbon as wide as there are hand-offs. Work that goes in circles crosses over. */
export function layOut(flows: readonly FlowView[], room: number): FlowLayout {
  const width = Math.min(WIDEST, Math.max(NARROWEST, room));
  const label = Math.min(LABEL, width * 0.33);
  const senders = busiest(flows, ({ fromDepartmentId }) => fromDepartmentId);
  const receivers = busiest(flows, ({ toDepartmentId }) => toDepartmentId);
  const shown = flows
    .filter((flow) => senders.includes(flow.fromDepartmentId) && receivers.includes(flow.toDepartmentId))
    .slice(0, ROUTES);
  const total = shown.reduce((sum, { handoffs }) => sum + handoffs, 0);
  const scale = Math.max(220, 26 * Math.max(senders.length, receivers.length)) / Math.max(1, total);
  const left = stack(senders, shown, scale, ({ fromDepartmentId }) => fromDepartmentId);
  const right = stack(receivers, shown, scale, ({ toDepartmentId }) => toDepartmentId);
  const height = Math.max(...[...left, ...right].map(({ y, height: tall }) => y + tall)) + GAP;

  const usedLeft = new Map(left.map(({ id, y }) => [id, y]));
  const usedRight = new Map(right.map(({ id, y }) => [id, y]));
  const order = (ids: readonly FlowNode[], id: string) => ids.findIndex((node) => node.id === id);
  const rightEnds = new Map<FlowView, number>();
  for (const flow of [...shown].sort((a, b) => order(left, a.fromDepartmentId) - order(left, b.fromDepartmentId)))
    rightEnds.set(flow, take(usedRight, flow.toDepartmentId, flow.handoffs * scale));
  const ribbons = [...shown]
    .sort((a, b) => order(right, a.toDepartmentId) - order(right, b.toDepartmentId))
    .map((flow) => {
      const thick = Math.max(1, flow.handoffs * scale);
      return {
        flow,
        path: ribbon(
          { x: label + BAR, y: take(usedLeft, flow.fromDepartmentId, flow.handoffs * scale) },
          { x: width - label - BAR, y: rightEnds.get(flow)! },
          thick,
        ),
      };
    });
  return { width, height, left: label, right: width - label, senders: left, receivers: right, ribbons };
}

export const BAR_WIDTH = BAR;

function busiest(flows: readonly FlowView[], key: (flow: FlowView) => string): readonly string[] {
  const counts = new Map<string, number>();
  for (const flow of flows) counts.set(key(flow), (counts.get(key(flow)) ?? 0) + flow.handoffs);
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, SIDES)
    .map(([id]) => id);
}

function stack(
  ids: readonly string[],
  flows: readonly FlowView[],
  scale: number,
  key: (flow: FlowView) => string,
): readonly FlowNode[] {
  let y = GAP;
  return ids.flatMap((id) => {
    const count = flows.filter((flow) => key(flow) === id).reduce((sum, { handoffs }) => sum + handoffs, 0);
    if (count === 0) return [];
    const node = { id, count, y, height: Math.max(1, count * scale) };
    y += Math.max(node.height, 16) + GAP;
    return [node];
  });
}

/** The next free place at a department, which is then used up. */
function take(used: Map<string, number>, id: string, height: number): number {
  const y = used.get(id)!;
  used.set(id, y + height);
  return y;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function ribbon(from: Point, to: Point, thick: number): string {
  const middle = (from.x + to.x) / 2;
  const down = (y: number) => y + thick;
  return (
    `M${from.x},${from.y} C${middle},${from.y} ${middle},${to.y} ${to.x},${to.y} L${to.x},${down(to.y)} ` +
    `C${middle},${down(to.y)} ${middle},${down(from.y)} ${from.x},${down(from.y)} Z`
  );
}
