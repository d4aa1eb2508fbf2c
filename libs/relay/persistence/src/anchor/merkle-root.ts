import { createHash } from 'node:crypto';

/** The last event of a case: its number and its hash in hex. */
export interface Head {
  readonly caseId: string;
  readonly seq: number;
  readonly hash: string;
}

const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

const sha256 = (...parts: readonly Buffer[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

function leafOf({ caseId, seq, hash }: Head): Buffer {
  const number = Buffer.alloc(4);
  number.writeUInt32BE(seq);
  return sha256(LEAF, Buffer.from(caseId.replaceAll('-', ''), 'hex'), number, Buffer.from(hash, 'hex'));
}

/** One hash for all of them, in the order of their cases. Leaves and nodes are told apart; whoever has no neighbour goes up alone. */
export function merkleRoot(heads: readonly Head[]): string {
  if (heads.length === 0) throw new Error('Nothing has no root.');
  let level = heads.toSorted((a, b) => (a.caseId < b.caseId ? -1 : 1)).map(leafOf);
  while (level.length > 1) {
    const above: Buffer[] = [];
    for (let place = 0; place < level.length; place += 2) {
      const [left, right] = [level[place]!, level[place + 1]];
      above.push(right ? sha256(NODE, left, right) : left);
    }
    level = above;
  }
  return level[0]!.toString('hex');
}
