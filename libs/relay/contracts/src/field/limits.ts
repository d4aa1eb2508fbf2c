/** How long texts may be, in UTF-16 code units. */
export const LINE = 200;
export const TEXT = 10_000;
export const CODE = 100;
