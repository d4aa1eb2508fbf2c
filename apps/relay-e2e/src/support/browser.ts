import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page, request } from 'playwright-core';

import { batonDoes } from './command-line.js';
import { emailOf, type Name } from './company.js';
import type { Installation } from './installation.js';

export interface Looks {
  readonly colorScheme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
  readonly locale?: string;
  readonly contrast?: 'no-preference' | 'more';
}

/** Chromium as the machine has it: nothing is downloaded. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}

function chromiumPath(): string {
  const places = [process.env['BATON_CHROMIUM'] ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser'];
  const found = places.find((path) => path !== '' && existsSync(path));
  if (!found) throw new Error('There is no Chromium: install it, or name it in BATON_CHROMIUM.');
  return found;
}

/** Who sits at a screen: somebody of the test company, or its admin, who comes in when first asked for. */
export type Visitor = Name | 'admin';

type Session = Awaited<ReturnType<BrowserContext['storageState']>>;

/** The people of an installation in front of their browsers. */
export class Screens {
  private readonly sessions = new Map<Visitor, Session>();
  private readonly contexts: BrowserContext[] = [];

  constructor(
    private readonly browser: Browser,
    private readonly installation: Installation,
  ) {}

  /** A browser in which nobody is signed in. */
  empty(looks: Looks = {}): Promise<Page> {
    return this.open(looks);
  }

  /** A browser in which this person has signed in before, on this page. */
  async of(name: Visitor, path = '/', looks: Looks = {}): Promise<Page> {
    const page = await this.open(looks, await this.sessionOf(name));
    await page.goto(path);
    return page;
  }

  async close(): Promise<void> {
    await Promise.all(this.contexts.map((context) => context.close()));
  }

  private async open(
    { colorScheme = 'light', width = 1440, height = 900, locale = 'en-GB', contrast = 'no-preference' }: Looks,
    session?: Session,
  ): Promise<Page> {
    const context = await this.browser.newContext({
      baseURL: this.installation.url,
      colorScheme,
      contrast,
      locale,
      timezoneId: 'Europe/Berlin',
      reducedMotion: 'reduce',
      viewport: { width, height },
      ...(session && { storageState: session }),
    });
    context.setDefaultTimeout(10_000);
    this.contexts.push(context);
    return context.newPage();
  }

  private async sessionOf(name: Visitor): Promise<Session> {
    const known = this.sessions.get(name);
    if (known) return known;
    const { url, database } = this.installation;
    const data =
      name === 'admin' ? await newAdmin(database.url) : { email: emailOf(name), password: database.password };
    const client = await request.newContext({ baseURL: url });
    const signedIn = await client.post('/api/v1/session', { data });
    if (!signedIn.ok()) throw new Error(`${name} cannot sign in: ${signedIn.status()} ${await signedIn.text()}`);
    const session = await client.storageState();
    this.sessions.set(name, session);
    await client.dispose();
    return session;
  }
}

async function newAdmin(databaseUrl: string) {
  const email = 'admin@baton.example';
  const person = ['--email', email, '--name', 'Ada', '--role', 'admin', '--department', 'oversight'];
  const said = await batonDoes(databaseUrl, 'user', 'create', ...person);
  return { email, password: said.split(/\s+/).at(-1)! };
}
