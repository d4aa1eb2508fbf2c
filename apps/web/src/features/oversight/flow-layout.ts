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
const WIDTH = 960;
const LABEL = 190;
const BAR = 10;

/** Senders left, receivers right, the busiest on top, a ribbon as wide as there are hand-offs. Work that goes in circles crosses over. */
export function layOut(flows: readonly FlowView[]): FlowLayout {
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
        path: ribbon(take(usedLeft, flow.fromDepartmentId, flow.handoffs * scale), rightEnds.get(flow)!, thick),
      };
    });
  return { width: WIDTH, height, left: LABEL, right: WIDTH - LABEL, senders: left, receivers: right, ribbons };
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

function ribbon(from: number, to: number, thick: number): string {
  const [x0, x1] = [LABEL + BAR, WIDTH - LABEL - BAR];
  const middle = (x0 + x1) / 2;
  const down = (y: number) => y + thick;
  return (
    `M${x0},${from} C${middle},${from} ${middle},${to} ${x1},${to} L${x1},${down(to)} ` +
    `C${middle},${down(to)} ${middle},${down(from)} ${x0},${down(from)} Z`
  );
}
