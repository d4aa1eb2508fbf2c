import { useInterval } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';

/** Long enough to read a page from across the room. */
const TURN_MS = 15_000;

/** What fits on the screen of many things; page after page, and from the last to the first again. */
export function useWallPages<Thing>(things: readonly Thing[]) {
  const { ref: list, height, least } = useRoom();
  const fits = Math.max(1, Math.floor(height / least));
  const [page, setPage] = useState(0);
  const [isResting, rest] = useState(false);
  const pages = Math.max(1, Math.ceil(things.length / fits));
  const here = page % pages;
  const turn = (by: number) => setPage((here + by + pages) % pages);
  const { start, stop } = useInterval(() => turn(1), TURN_MS);
  useEffect(() => {
    if (isResting) return;
    start();
    return stop;
  }, [isResting, here, start, stop]);
  const rows = Math.min(fits, Math.max(1, things.length));
  const from = here * fits;
  /** Few things leave room for a second line where words need it. */
  const isRoomy = height / rows > ROOMY * least;
  return { list, rows, isRoomy, pages, from, shown: things.slice(from, from + fits), turn, isResting, rest };
}

const ROOMY = 1.2;

/** How high the list is, and by its style each row at least, in pixels. */
function useRoom() {
  const ref = useRef<HTMLUListElement>(null);
  const [room, setRoom] = useState({ height: 0, least: 1 });
  useEffect(() => {
    const list = ref.current;
    if (!list) return;
    const measure = () =>
      setRoom({ height: list.clientHeight, least: Number.parseFloat(getComputedStyle(list).gridAutoRows) });
    const observer = new ResizeObserver(measure);
    observer.observe(list);
    return () => observer.disconnect();
  }, []);
  return { ref, ...room };
}
