/** Waits for something that may never settle, but not for ever. The work itself goes on; its late failure is nobody's surprise. */
export async function withTimeLimit<T>(work: Promise<T>, milliseconds: number, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TimeLimitPassed(what, milliseconds)), milliseconds);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

/** Something took longer than it may. Whether it happens after all is not known. */
export class TimeLimitPassed extends Error {
  override readonly name = 'TimeLimitPassed';

  constructor(what: string, milliseconds: number) {
    super(`${what} took longer than ${milliseconds / 1000} s`);
  }
}
