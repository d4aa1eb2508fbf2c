import { emailOf, type Name } from './company.js';
import type { Installation } from './installation.js';
import type { Arrived, PushedBrowser } from './push-service.js';

/** Somebody signed in at a browser of their own, which is told of what waits for them. */
export class Device {
  private constructor(
    readonly id: string,
    readonly browser: PushedBrowser,
    private readonly ask: Ask,
  ) {}

  static async of(
    name: Name,
    { url, database: { password } }: Pick<Installation, 'url' | 'database'>,
    browser: PushedBrowser,
    language = 'de',
  ): Promise<Device> {
    const signedIn = await askAt(url, '')('POST', '/session', { email: emailOf(name), password });
    const ask = askAt(url, signedIn.headers.get('set-cookie')!.split(';')[0]!);
    const kept = await ask('POST', '/push/subscriptions', { ...browser.subscription, device: 'Test', language });
    if (kept.status !== 200) throw new Error(`POST /push/subscriptions: ${kept.status} ${await kept.text()}`);
    const { id } = (await kept.json()) as { id: string };
    return new Device(id, browser, ask);
  }

  /** What has come for it. */
  arrivedOf(arrived: readonly Arrived[]): readonly Arrived[] {
    return arrived.filter(({ path }) => path === this.browser.path);
  }

  /** What browsers subscribe with. */
  async key(): Promise<{ readonly publicKey: string }> {
    return (await (await this.ask('GET', '/push/key')).json()) as { publicKey: string };
  }

  async devices(): Promise<readonly { readonly id: string }[]> {
    return (await (await this.ask('GET', '/push/subscriptions')).json()) as readonly { id: string }[];
  }

  triesOut(): Promise<Response> {
    return this.ask('POST', `/push/subscriptions/${this.id}/try-out`);
  }

  /** Signs out, so that it is told nothing any more. */
  leaves(): Promise<Response> {
    return this.ask('DELETE', '/session');
  }
}

type Ask = (method: string, path: string, body?: object) => Promise<Response>;

const askAt =
  (url: string, cookie: string): Ask =>
  (method, path, body) => {
    const headers = { 'sec-fetch-site': 'same-origin', cookie, ...(body && { 'content-type': 'application/json' }) };
    return fetch(`${url}/api/v1${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  };
