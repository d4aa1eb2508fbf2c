import { createHash, randomUUID } from 'node:crypto';
import { type CommandOptions, type CommandOutcome, HearCustomerUseCase } from '@baton/application';
import { CompanyDirectory, readCaseOf } from '@baton/persistence';
import { Body, Controller, Get, Param, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { ServiceConfig } from '../config.js';
import { Route } from '../http/route.js';
import { type Language, languageOf } from './language.js';
import { privately, sendPage } from './send-page.js';
import { type FormName, forms, LONGEST_TEXT, type Mistake, trackerPage } from './tracker-page.js';
import { TrackerFilter, TrackerTrouble } from './tracker.filter.js';
import { TrackerLinks } from './tracker-links.js';
import { TrackerThrottle } from './tracker-throttle.js';
import { trackerView } from './tracker-view.js';

/** The customer's own page, behind a signed link: where it is, who has it, what comes when; and a way to say something. */
@Controller('t/:token')
@UseFilters(TrackerFilter)
export class TrackerController {
  constructor(
    private readonly links: TrackerLinks,
    private readonly throttle: TrackerThrottle,
    private readonly customer: HearCustomerUseCase,
    private readonly dataSource: DataSource,
    private readonly directory: CompanyDirectory,
    private readonly config: ServiceConfig,
  ) {}

  @Get()
  @Route({ summary: 'The customer’s own page', access: 'anyone', byLink: true })
  async look(
    @Param('token') token: string,
    @Query('told') told: unknown,
    @Query('lang') lang: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const caseId = await this.caseOf(token);
    const wait = this.throttle.use(caseId, 'look');
    if (wait > 0) throw new TrackerTrouble(429, 'often', { 'retry-after': String(wait) });
    const language = languageOf(lang, request.headers['accept-language']);
    await this.show(reply, { token, caseId, language, told: forms.find((form) => form === told) });
  }

  @Post(':form')
  @Route({
    summary: 'The customer adds information, asks for an update or says that it is urgent',
    access: 'anyone',
    byLink: true,
  })
  async tellUs(
    @Param('token') token: string,
    @Param('form') asked: string,
    @Query('lang') lang: unknown,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = forms.find((one) => one === asked);
    if (form === undefined) throw TrackerTrouble.unknown();
    return this.hear(form, token, languageOf(lang, request.headers['accept-language']), body, reply);
  }

  private async caseOf(token: string): Promise<string> {
    const caseId = await this.links.caseIdIn(token);
    if (caseId === null) throw TrackerTrouble.unknown();
    return caseId;
  }

  private async hear(form: FormName, token: string, language: Language, body: unknown, reply: FastifyReply) {
    const caseId = await this.caseOf(token);
    const { text, once } = sentBy(body);
    const show = { token, caseId, language };
    const reason = form !== 'update' && text === '' ? 'missing' : text.length > LONGEST_TEXT ? 'long' : null;
    if (reason) return this.show(reply, { ...show, mistake: { form, reason, text } }, 400);
    const wait = this.throttle.use(caseId, 'tell');
    if (wait > 0) {
      void reply.header('retry-after', String(wait));
      return this.show(reply, { ...show, mistake: { form, reason: 'often', text } }, 429);
    }
    const said = await this.tell(form, caseId, text, onlyOnce(caseId, form, text, once));
    if (said.outcome === 'not-found') throw TrackerTrouble.unknown();
    if (said.outcome === 'refused' || (said.outcome === 'replayed' && said.response.status === 409))
      return this.show(reply, { ...show, mistake: { form, reason: 'over', text } }, 409);
    const place = `${this.addressOf(token)}?lang=${language.code}&told=${form}`;
    void reply
      .status(303)
      .headers({ ...privately, location: place })
      .send();
  }

  private tell(form: FormName, caseId: string, text: string, options: CommandOptions): Promise<CommandOutcome> {
    return form === 'information'
      ? this.customer.message(caseId, { channel: 'web', text }, options)
      : this.customer.request(caseId, { kind: form, text }, options);
  }

  private async show(reply: FastifyReply, shown: Shown, status = 200): Promise<void> {
    const { token, caseId, language, told, mistake } = shown;
    const seen = await readCaseOf(this.dataSource, { kind: 'case', id: caseId });
    if (!seen) throw TrackerTrouble.unknown();
    const view = trackerView(seen.state, await this.directory.asOf(seen.revision), seen.at);
    const address = this.addressOf(token);
    const page = trackerPage({ view, language, now: seen.at, address, once: randomUUID(), told, mistake });
    sendPage(reply, { status, language, page, config: this.config });
  }

  private addressOf(token: string): string {
    return `${new URL(this.config.publicUrl).pathname.replace(/\/$/, '')}/t/${token}`;
  }
}

interface Shown {
  readonly token: string;
  readonly caseId: string;
  readonly language: Language;
  readonly told?: FormName | undefined;
  readonly mistake?: Mistake | undefined;
}

/** What a form sent, with what no text can hold taken out of it. Browsers end lines with two characters, we with one. */
function sentBy(body: unknown): { readonly text: string; readonly once: string } {
  const { text, once } = (body ?? {}) as { readonly text?: unknown; readonly once?: unknown };
  const plain = (value: unknown) => (typeof value === 'string' ? value.replaceAll('\0', '') : '');
  return {
    text: plain(text).replaceAll('\r\n', '\n').trim(),
    once: plain(once).slice(0, 100),
  };
}

/** A form that is sent twice, by an impatient finger or by going back, says the same thing once. */
function onlyOnce(caseId: string, form: FormName, text: string, once: string): CommandOptions {
  if (once === '') return {};
  const requestHash = createHash('sha256').update(`${form}\n${text}`).digest('hex');
  return {
    idempotency: {
      principal: `customer of ${caseId}`,
      route: `POST /t/:token/${form}`,
      key: `${once} ${requestHash}`,
      requestHash,
      respond: ({ outcome }) => ({ status: outcome === 'done' ? 303 : 409, body: null, version: null }),
    },
  };
}
