/** What is said below the fold is seen when it is said. A `ref` that is always the same one: it acts once. */
export const bringIntoView = (element: HTMLElement | null): void => element?.scrollIntoView({ block: 'nearest' });
