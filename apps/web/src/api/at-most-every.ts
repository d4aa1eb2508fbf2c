/** What follows the first soon is done together with what comes a moment later. */
const A_MOMENT = 50;

/**
 * Does it at once when it was quiet, also for the few calls that often follow one another, as when a case is opened and handed
 * over. Who calls on and on is answered once in so many milliseconds for all calls since.
 */
export function atMostEvery(milliseconds: number, run: () => void, { atOnce = 1 } = {}) {
  const saved = (atOnce - 1) * milliseconds;
  let last = -Infinity;
  /** When the next one may come, as if none were saved up. It never lies further back than what may be saved. */
  let next = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    call: () => {
      timer ??= setTimeout(
        () => {
          timer = undefined;
          last = Date.now();
          next = Math.max(next, last) + milliseconds;
          run();
        },
        Math.max(0, next - saved - Date.now(), last + A_MOMENT - Date.now()),
      );
    },
    stop: () => clearTimeout(timer),
  };
}
