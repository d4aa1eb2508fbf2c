import type { CaseBody, EventBody, Page, ProblemBody } from './views.js';

export interface Reply<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export interface Terms {
  readonly ifMatch?: number | string;
  readonly key?: string;
}

/** One person at their client. What was acknowledged is told to `onDone`, as a client's own log would keep it. */
export class Client {
  /** How far the last command wrote: sent back, so that what is read has it, whichever machine answers. */
  private position: string | null = null;

  constructor(
    private readonly address: () => string,
    private readonly token: string,
    private readonly onDone: (done: Pick<CaseBody, 'id' | 'version'>) => void,
  ) {}

  get<Body>(path: string): Promise<Reply<Body>> {
    return this.ask('GET', path);
  }

  /** Sends a command and answers what came back, whatever it is. A text is sent as it stands. */
  async post<Body = CaseBody & ProblemBody>(path: string, body: unknown = {}, terms: Terms = {}): Promise<Reply<Body>> {
    return this.ask('POST', path, typeof body === 'string' ? body : JSON.stringify(body), {
      'content-type': 'application/json',
      ...(terms.ifMatch !== undefined && { 'if-match': `"${terms.ifMatch}"` }),
      ...(terms.key !== undefined && { 'idempotency-key': terms.key }),
    });
  }

  /** Sends a command that must be done, and answers the case as it is afterwards. */
  async does(path: string, body: unknown = {}, terms: Terms = {}): Promise<CaseBody> {
    const reply = await this.post(path, body, terms);
    if (reply.status >= 300) throw new Error(`POST ${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
    return reply.body;
  }

  /** Sends a command that must be refused, and answers why and with which status. */
  async mayNot(
    path: string,
    body: unknown = {},
    terms: Terms = {},
  ): Promise<ProblemBody & { readonly status: number }> {
    const { status, body: problem } = await this.post<ProblemBody>(path, body, terms);
    if (status < 400) throw new Error(`POST ${path} was done: ${JSON.stringify(problem)}`);
    return { ...problem, status };
  }

  async reads(caseId: string): Promise<CaseBody> {
    return (await this.get<CaseBody>(`/cases/${caseId}`)).body;
  }

  /** The whole history of a case, the first event first. */
  async history(caseId: string): Promise<readonly EventBody[]> {
    const events: EventBody[] = [];
    for (let cursor = ''; ;) {
      const { body } = await this.get<Page<EventBody>>(`/cases/${caseId}/events?limit=200${cursor}`);
      events.push(...body.items);
      if (body.next === null) return events.reverse();
      cursor = `&cursor=${encodeURIComponent(body.next)}`;
    }
  }

  opens(journeyId: string, differs: object = {}, terms: Terms = {}): Promise<CaseBody> {
    return this.does('/cases', { ...aCall(journeyId), ...differs }, terms);
  }

  /** Live events; each is told as it comes, until `close` is called. */
  async watches(onEvent: (event: { readonly kind: string; readonly data: string }) => void): Promise<() => void> {
    const ends = new AbortController();
    const { body } = await fetch(`${this.address()}/api/v1/stream`, { headers: this.sign(), signal: ends.signal });
    const read = async () => {
      let text = '';
      for await (const chunk of body!.pipeThrough(new TextDecoderStream())) {
        const parts = (text + chunk).split('\n\n');
        text = parts.pop()!;
        for (const part of parts) {
          const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(part)?.[1] ?? '';
          if (field('event') !== '') onEvent({ kind: field('event'), data: field('data') });
        }
      }
    };
    read().catch((error: unknown) => {
      if (!ends.signal.aborted) onEvent({ kind: 'broken', data: String(error) });
    });
    return () => ends.abort();
  }

  private sign = () => ({ authorization: `Bearer ${this.token}` });

  private async ask<Body>(
    method: string,
    path: string,
    body?: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Reply<Body>> {
    const response = await fetch(`${this.address()}/api/v1${path}`, {
      method,
      headers: { ...this.sign(), ...(this.position && { 'baton-position': this.position }), ...headers },
      ...(body !== undefined && { body }),
      signal: AbortSignal.timeout(20_000),
    });
    this.position = response.headers.get('baton-position') ?? this.position;
    const text = await response.text();
    const said = (text === '' ? null : JSON.parse(text)) as Body & CaseBody;
    if (method === 'POST' && response.ok && said?.version) this.onDone({ id: said.id, version: said.version });
    return { status: response.status, headers: response.headers, body: said };
  }
}

/** A customer on the phone. */
export const aCall = (journeyId: string) => ({
  subject: 'The heater stays cold',
  description: 'It was mended in May and stays cold again.',
  requester: { name: 'Zoë Öğüt', email: 'zoe@customer.example', zone: 'Asia/Kolkata' },
  priority: 'P3',
  channel: 'phone',
  journeyId,
});
