/** One server-sent event. */
export interface StreamEvent {
  readonly event: string;
  readonly id: string | undefined;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- specs look into whatever came
  readonly data: any;
}

/** Somebody who reads a stream. */
export interface Reader {
  /** The next event of a kind that has not been asked for yet; fails after five seconds. */
  next(kind: string, is?: (data: StreamEvent['data']) => boolean): Promise<StreamEvent>;
  /** All that came so far. */
  heard(): readonly StreamEvent[];
  /** Settles when the other side has ended the stream. */
  readonly ended: Promise<void>;
  leave(): void;
}

export async function aReader(url: string, headers: Record<string, string>): Promise<Reader> {
  const abort = new AbortController();
  const response = await fetch(url, { headers, signal: abort.signal });
  if (response.status !== 200) throw new Error(`The stream answered ${response.status}: ${await response.text()}`);
  const events: StreamEvent[] = [];
  const taken = new Set<StreamEvent>();
  const ended = follow(response.body!, events, abort.signal);
  return {
    ended,
    heard: () => events,
    leave: () => abort.abort(),
    async next(kind, is = () => true) {
      for (const deadline = Date.now() + 5_000; Date.now() < deadline;) {
        const found = events.find((one) => one.event === kind && !taken.has(one) && is(one.data));
        if (found) {
          taken.add(found);
          return found;
        }
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      throw new Error(`No "${kind}" came; heard: ${JSON.stringify(events)}`);
    },
  };
}

async function follow(body: ReadableStream<Uint8Array>, events: StreamEvent[], left: AbortSignal): Promise<void> {
  let rest = '';
  const decoder = new TextDecoder();
  try {
    for await (const chunk of body) {
      const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
      rest = parts.pop()!;
      events.push(...parts.flatMap(parse));
    }
  } catch (error) {
    if (!left.aborted) throw error;
  }
}

function parse(text: string): readonly StreamEvent[] {
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(text)?.[1];
  const event = field('event');
  return event === undefined ? [] : [{ event, id: field('id'), data: JSON.parse(field('data') ?? 'null') as unknown }];
}
