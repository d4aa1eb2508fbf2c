/** What a request came to. */
export interface Reply {
  readonly status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- specs look into whatever came
  readonly body: any;
  readonly headers: Readonly<Record<string, unknown>>;
}
