let isBack = false;

/** Notes how one came to the page: back or forth through what one had seen, or by a link to something new. */
export function noteWay(action: string): void {
  isBack = ['BACK', 'FORWARD', 'GO'].includes(action);
}

/** Whoever comes back finds the page as it was left. */
export const hasComeBack = (): boolean => isBack;
