/** A time scale that gives every stretch between two moments room enough to be seen, and long stretches more of it. */
export interface StripScale {
  readonly width: number;
  x(at: number): number;
}

/** `marks` are all moments that anything begins or ends at; the scale fills `width` pixels, or more if it must. */
export function stripScale(marks: readonly number[], width: number): StripScale {
  const moments = [...new Set(marks)].sort((one, other) => one - other);
  const gaps = moments.slice(1).map((at, index) => weight(at - moments[index]!));
  const total = gaps.reduce((sum, gap) => sum + gap, 0) || 1;
  const full = Math.max(width, gaps.length * NARROWEST);
  const spare = full - gaps.length * NARROWEST;
  const ends = [0];
  for (const gap of gaps) ends.push(ends.at(-1)! + NARROWEST + (gap / total) * spare);
  return {
    width: full,
    x: (at) => {
      const next = moments.findIndex((moment) => moment >= at);
      if (next === -1) return full;
      if (next === 0) return 0;
      const [from, to] = [moments[next - 1]!, moments[next]!];
      return ends[next - 1]! + ((at - from) / (to - from)) * (ends[next]! - ends[next - 1]!);
    },
  };
}

/** The least a stretch gets, in pixels. */
const NARROWEST = 24;

/** Ten times the time is one step wider: minutes and weeks fit on one strip. */
const weight = (ms: number): number => Math.log10(1 + ms / 600_000);
