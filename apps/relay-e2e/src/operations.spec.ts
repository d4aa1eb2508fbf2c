import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';

import { PROJECT } from './support/command-line.js';
import { type Exposed, exposedBy } from './support/exposed-metrics.js';
import { freePort } from './support/free-port.js';
import { type Installation, startInstallation } from './support/installation.js';
import { type Selector, selectorsIn } from './support/promql.js';
import { until } from './support/until.js';

jest.setTimeout(60_000);

const OPERATIONS = `${PROJECT}docs/operations/`;
const read = (path: string) => readFileSync(`${OPERATIONS}${path}`, 'utf8');

interface Panel {
  readonly title: string;
  readonly type: string;
  readonly description?: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly fieldConfig?: { readonly defaults: { readonly unit?: string } };
  readonly targets?: readonly { readonly expr: string; readonly legendFormat: string }[];
}

interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string; readonly runbook: string };
}

const dashboard = JSON.parse(read('grafana/baton.json')) as {
  readonly panels: readonly Panel[];
  readonly templating: { readonly list: readonly { readonly name: string; readonly query: unknown }[] };
};
const panels = dashboard.panels.filter(({ type }) => type !== 'row');
const rules = parse(read('prometheus/alerts.yml')) as {
  readonly groups: readonly { readonly rules: readonly Alert[] }[];
};
const alerts = rules.groups.flatMap((group) => group.rules);
const runbooks = readdirSync(`${OPERATIONS}runbooks`).map((file) => `docs/operations/runbooks/${file}`);

const expressions: readonly (readonly [where: string, expression: string])[] = [
  ...panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => [`panel “${title}”`, expr] as const)),
  ...alerts.map(({ alert, expr }) => [`alert ${alert}`, expr] as const),
];

/** What a runbook may name in italics: panels and lines of the dashboard, and words that are seen elsewhere. */
const seen = new Set([
  ...dashboard.panels.map(({ title }) => title),
  ...panels.flatMap(({ targets = [] }) =>
    targets.map(({ legendFormat }) => legendFormat.replace(/\{\{\w+\}\} ?/g, '')),
  ),
  ...['Status → Targets', 'System clock synchronized', 'Nothing is parked.', 'something went wrong', 'failed'],
  'Administration → Access',
]);

const compose = parse(readFileSync(`${PROJECT}docker-compose.yml`, 'utf8'), { merge: true }) as {
  services: Record<string, { readonly environment: Readonly<Record<string, string | number>> }>;
};
const COMPOSE = /docker compose (?:logs|up|ps|restart|exec|run)(?: -{1,2}[\w-]+(?:[= ]\d+)?)* ([a-z-]+)/g;

describe('the dashboard', () => {
  it.each(panels.map((panel) => [panel.title, panel] as const))(
    'says what “%s” shows, and in which unit',
    (_, panel) => {
      expect(panel.description).toMatch(/^[A-Z].{20,}\.$/s);
      expect(panel.fieldConfig?.defaults.unit).toMatch(/^\w+$/);
      expect(panel.targets?.length).toBeGreaterThan(0);
    },
  );

  it('has no two panels in one place', () => {
    const cells = dashboard.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, n) => `${x + (n % w)}/${y + Math.floor(n / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(dashboard.panels.every(({ gridPos: { x, w } }) => x + w <= 24)).toBe(true);
  });

  it('asks for no variable that it does not have', () => {
    const used = [...JSON.stringify(dashboard).matchAll(/\$\{?(?!__)(\w+)/g)].map(([, name]) => name);
    expect([...new Set(used)].sort()).toEqual(dashboard.templating.list.map(({ name }) => name).sort());
  });
});

describe('alerts and runbooks', () => {
  it('belong together, one to one', () => {
    expect(alerts.map(({ annotations }) => annotations.runbook).sort()).toEqual([...runbooks].sort());
    expect(new Set(alerts.map(({ alert }) => alert)).size).toBe(alerts.length);
  });

  it.each(alerts.map((alert) => [alert.alert, alert] as const))(
    '%s says how bad it is, and where to read on',
    (_, alert) => {
      expect(alert.labels.severity).toMatch(/^(critical|warning)$/);
      expect(alert.annotations.summary.length).toBeGreaterThan(10);
      const runbook = readFileSync(`${PROJECT}${alert.annotations.runbook}`, 'utf8');
      expect(runbook).toContain(`Alert \`${alert.alert}\`.`);
      const parts = [...runbook.matchAll(/^## (.*)$/gm)].map(([, title]) => title);
      expect(parts).toEqual(['What it means', 'What to look at', 'What to do', 'How to know it is over']);
    },
  );

  it('are read by a Prometheus that finds the processes', () => {
    const { rule_files, scrape_configs } = parse(read('prometheus/prometheus.yml')) as {
      readonly rule_files: readonly string[];
      readonly scrape_configs: readonly {
        job_name: string;
        dns_sd_configs: readonly { names: readonly string[]; port: number }[];
      }[];
    };
    expect(rule_files).toEqual(['alerts.yml']);
    const jobs = alerts.flatMap(({ expr }) => [...expr.matchAll(/job="(\w+)"/g)].map(([, job]) => job));
    expect(jobs).toEqual(scrape_configs.map(({ job_name }) => job_name));
    const targets = scrape_configs.flatMap((one) =>
      one.dns_sd_configs.flatMap(({ names, port }) => names.map((name) => ({ name, port }))),
    );
    expect(targets).toEqual(
      ['case-service', 'relay-worker'].map((name) => {
        const { METRICS_PORT, WORKER_PORT } = compose.services[name]!.environment;
        return { name, port: METRICS_PORT ?? WORKER_PORT };
      }),
    );
  });

  it('are tried, each when it fires and when it is silent, for promtool', () => {
    const { rule_files, tests } = parse(read('prometheus/alerts.test.yml')) as {
      readonly rule_files: readonly string[];
      readonly tests: readonly {
        readonly alert_rule_test?: readonly { readonly alertname: string; readonly exp_alerts: readonly object[] }[];
      }[];
    };
    expect(rule_files).toEqual(['alerts.yml']);
    const tries = tests.flatMap(({ alert_rule_test = [] }) => alert_rule_test);
    const tried = (fires: boolean) =>
      new Set(tries.filter(({ exp_alerts }) => exp_alerts.length > 0 === fires).map(({ alertname }) => alertname));
    const names = new Set(alerts.map(({ alert }) => alert));
    expect([tried(true), tried(false)]).toEqual([names, names]);
  });

  it.each(runbooks)('%s names only what there is: panels, services, commands', (runbook) => {
    const text = readFileSync(`${PROJECT}${runbook}`, 'utf8');
    const named = (form: RegExp, where = text) => [...where.matchAll(form)].map((match) => match[1]!);
    const prose = text.replaceAll(/`[^`]*`/g, '');
    expect(named(/(?<!\*)\*([^*\s][^*]*)\*(?!\*)/g, prose).filter((name) => !seen.has(name))).toEqual([]);
    expect(named(COMPOSE).filter((name) => !(name in compose.services))).toEqual([]);
    expect(named(/npx baton ([a-z]+)/g).filter((name) => !existsSync(`${PROJECT}apps/baton/src/${name}`))).toEqual([]);
  });
});

describe('expressions', () => {
  it.each(expressions)('of %s are PromQL: %s', (_where, expression) => {
    expect(selectorsIn(expression).length).toBeGreaterThan(0);
  });

  it.each([
    ['sum(rate(baton_case_events_total[5m])', '“)” is missing'],
    ['rate(baton_case_events_total)', 'takes a range'],
    ['abs(baton_clock_skew_seconds[5m])', 'takes no range'],
    ['baton_outbox_parked >', 'ends too early'],
    ['baton_outbox_parked{topic=mail}', 'compared to no text'],
    ['baton_outbox_parked[5]', 'no duration'],
    ['raet(baton_case_events_total[5m])', 'no function “raet”'],
    ['baton_outbox_parked baton_outbox_failing', 'left over'],
    ['sum by topic (baton_outbox_parked)', '“(” is missing'],
  ])('would not pass as %s', (expression, why) => {
    expect(() => selectorsIn(expression)).toThrow(why);
  });
});

describe('metrics', () => {
  let baton: Installation;
  let exposed: Exposed;

  beforeAll(async () => {
    const port = String(await freePort());
    baton = await startInstallation({ settings: { WORKER_PORT: port } });
    // A replica has figures of its own; the primary itself does for one.
    await baton.service.stop();
    baton.service.set({ DATABASE_READ_URL: baton.database.url });
    await baton.startService();
    const opened = await baton.as('ana').opens('refund');
    await baton.as('ana').does(`/legs/${opened.legs[0]!.id}/hand-over`, { package: { invoice: '1' }, note: 'look' });
    await baton.settles();
    const pages = () =>
      Promise.all(
        [`${baton.url}/metrics`, `http://127.0.0.1:${port}/metrics`].map(async (url) => (await fetch(url)).text()),
      );
    const told = await until('the worker has told of an effect', async () => {
      const texts = await pages();
      return /^baton_effect_seconds_count/m.test(texts[1]!) && texts;
    });
    exposed = exposedBy(told);
  });
  afterAll(() => baton?.close());

  it.each(expressions)('of %s exist, with their labels: %s', (_where, expression) => {
    expect(selectorsIn(expression).flatMap((selector) => objectionsTo(selector, exposed))).toEqual([]);
  });

  it('would not pass by a wrong name, label or use', () => {
    const objections = (expression: string) => selectorsIn(expression).flatMap((one) => objectionsTo(one, exposed));
    expect(objections('baton_outbox_perked')).toEqual(['there is no baton_outbox_perked']);
    expect(objections('rate(baton_command_seconds_count{verd="accept-handoff"}[5m])')).toHaveLength(1);
    expect(objections('baton_case_events_total')).toHaveLength(1);
    expect(objections('rate(baton_outbox_parked[5m])')).toHaveLength(1);
  });

  it('are all on the dashboard or in an alert, as far as they are ours', () => {
    const asked = new Set(expressions.flatMap(([, text]) => selectorsIn(text).map(({ metric }) => metric)));
    const unseen = [...exposed.families.keys()].filter(
      (name) => name.startsWith('baton_') && ![name, `${name}_bucket`, `${name}_count`].some((one) => asked.has(one)),
    );
    expect(unseen).toEqual([]);
  });
});

/** What stands against asking for it this way. `up` is Prometheus's own. */
function objectionsTo({ metric, labels, within }: Selector, { families, labelsOf }: Exposed): readonly string[] {
  if (metric === 'up') return [];
  const family = families.has(metric) ? metric : metric.replace(/_(bucket|sum|count)$/, '');
  const type = families.get(family);
  if (type === undefined || (type === 'histogram') === (family === metric)) return [`there is no ${metric}`];
  const isGrowing = type !== 'gauge';
  const given = new Set(['job', 'instance', ...(labelsOf.get(metric) ?? labels)]);
  return [
    ...labels.filter((label) => !given.has(label)).map((label) => `${metric} has no label ${label}`),
    ...(isGrowing && !['rate', 'increase'].includes(within ?? '')
      ? [`${metric} only ever grows: ask for its rate`]
      : []),
    ...(!isGrowing && ['rate', 'increase'].includes(within ?? '')
      ? [`${metric} goes up and down: it has no rate`]
      : []),
  ];
}
