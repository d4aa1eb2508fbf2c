import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse, parseAllDocuments } from 'yaml';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'deploy/kubernetes');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- Each kind has another one.
  readonly spec: any;
}

interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string };
}

interface Container {
  readonly image: string;
  readonly command: readonly string[];
  readonly envFrom: readonly { readonly configMapRef?: { name: string }; readonly secretRef?: { name: string } }[];
  readonly env?: readonly { readonly name: string }[];
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[];
  readonly resources: { readonly requests: Record<string, string>; readonly limits: Record<string, string> };
  readonly securityContext: object;
  readonly startupProbe: Probe;
  readonly readinessProbe: Probe;
  readonly livenessProbe: Probe;
}

const kustomization = parse(read('deploy/kubernetes/kustomization.yaml')) as {
  readonly namespace: string;
  readonly resources: readonly string[];
  readonly images: readonly { readonly name: string }[];
  readonly configMapGenerator: readonly { readonly name: string; readonly literals: readonly string[] }[];
};
const manifests = kustomization.resources.flatMap((file) =>
  parseAllDocuments(read(`deploy/kubernetes/${file}`)).map((document) => document.toJSON() as Manifest),
);
const of = (kind: string) => manifests.filter((manifest) => manifest.kind === kind);
const named = (kind: string, name: string) => of(kind).find(({ metadata }) => metadata.name === name)!;

const running = ['case-service', 'relay-worker'];
const workloads = [...of('Deployment'), ...of('Job')];
const containerOf = ({ spec }: Manifest) => spec.template.spec.containers[0] as Container;
const labelsOf = ({ spec }: Manifest) => spec.template.metadata.labels as Record<string, string>;

/** What somebody may set, as the configurations of the processes have it. */
const settings = [
  'libs/shared/server/src/config/server-config',
  'apps/case-service/src/config',
  'apps/relay-worker/src/config',
].flatMap((file) => [...read(`${file}.ts`).matchAll(/^ {2}([A-Z_]+)[?!]?:/gm)].map(([, name]) => name));

describe('the manifests for Kubernetes', () => {
  it('are all applied', () => {
    const files = readdirSync(folder).filter((file) => file !== 'kustomization.yaml');
    expect([...kustomization.resources].sort()).toEqual(files.sort());
  });

  it.each(workloads.map((workload) => [workload.metadata.name, workload] as const))(
    '%s runs a file that the build makes, in the image of this release, with its settings',
    (_name, workload) => {
      const { command, image, envFrom } = containerOf(workload);
      const [node, ...words] = command;
      const file = words.find((word) => !word.startsWith('--')) ?? '';
      expect(node).toBe('node');
      expect(existsSync(join(root, file.replace('/dist/', '/src/').replace(/\.js$/, '.ts')))).toBe(true);
      expect(kustomization.images.map(({ name }) => name)).toContain(image);
      expect(envFrom).toEqual([
        { configMapRef: { name: kustomization.configMapGenerator[0]!.name } },
        { secretRef: { name: 'baton' } },
      ]);
    },
  );

  it.each(workloads.map((workload) => [workload.metadata.name, workload] as const))(
    '%s may do nothing but its work',
    (_name, workload) => {
      const { spec } = workload.spec.template;
      expect(spec).toMatchObject({
        automountServiceAccountToken: false,
        securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
      });
      expect(containerOf(workload)).toMatchObject({
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        },
        resources: {
          requests: { cpu: expect.any(String), memory: expect.any(String) },
          limits: { memory: expect.any(String) },
        },
      });
    },
  );

  it('sets what the processes know', () => {
    const literals = kustomization.configMapGenerator.flatMap((map) => map.literals.map((one) => one.split('=')[0]!));
    const own = workloads.flatMap((workload) => (containerOf(workload).env ?? []).map(({ name }) => name));
    expect(settings.length).toBeGreaterThan(20);
    expect([...literals, ...own].filter((name) => !settings.includes(name))).toEqual([]);
  });

  it.each(running)('%s is asked at a port it has for what it answers', (name) => {
    const { ports, ...container } = containerOf(named('Deployment', name));
    const answers = read(`apps/${name}/src/health/health.controller.ts`.replace('worker/src/health', 'worker/src'));
    for (const probe of ['startupProbe', 'readinessProbe', 'livenessProbe'] as const) {
      const { path, port } = container[probe].httpGet;
      expect(answers).toContain(`@Get('${path.slice(1)}')`);
      expect(ports!.map((one) => one.name)).toContain(port);
    }
    // A process without its database is not ready. To kill it for that would help nobody.
    expect(container.readinessProbe.httpGet.path).toBe('/health/ready');
    expect(container.livenessProbe.httpGet.path).toBe('/health/live');
  });

  it.each(running)('%s keeps going while pods are moved, and grows with its load', (name) => {
    const deployment = named('Deployment', name);
    const labels = labelsOf(deployment);
    expect(deployment.spec.selector.matchLabels).toEqual(labels);
    expect(deployment.spec.replicas).toBeUndefined(); // Else each release would undo the scaling.
    expect(deployment.spec.strategy.rollingUpdate.maxUnavailable).toBe(0);
    expect(named('PodDisruptionBudget', name).spec).toEqual({ maxUnavailable: 1, selector: { matchLabels: labels } });
    const { spec } = named('HorizontalPodAutoscaler', name);
    expect(spec.scaleTargetRef).toEqual({ apiVersion: 'apps/v1', kind: 'Deployment', name });
    expect(spec.minReplicas).toBeGreaterThan(1);
    expect(containerOf(deployment).resources.requests).toHaveProperty(spec.metrics[0].resource.name);
  });

  it('leaves a process longer to end than it takes', () => {
    const [, seconds] = /limit = (\d+) \* SECOND/.exec(read('libs/shared/server/src/shutdown/shutdown.ts'))!;
    for (const name of running)
      expect(named('Deployment', name).spec.template.spec.terminationGracePeriodSeconds).toBeGreaterThan(
        Number(seconds) + 5,
      );
  });

  it('lets Prometheus find the figures of each pod', () => {
    const { scrape_configs } = parse(read('docs/operations/prometheus/kubernetes.yml'));
    const elsewhere = parse(read('docs/operations/prometheus/prometheus.yml'));
    expect(scrape_configs).toMatchObject([
      {
        job_name: elsewhere.scrape_configs[0].job_name,
        kubernetes_sd_configs: [{ role: 'pod', namespaces: { names: [kustomization.namespace] } }],
      },
    ]);
    for (const name of running) {
      const deployment = named('Deployment', name);
      const { annotations } = deployment.spec.template.metadata;
      expect(annotations['prometheus.io/scrape']).toBe('true');
      const ports = containerOf(deployment).ports!.map(({ containerPort }) => String(containerPort));
      expect(ports).toContain(annotations['prometheus.io/port']);
    }
  });

  it('lets people reach case-service, and nobody its figures', () => {
    const [service, ...others] = of('Service');
    expect(others).toEqual([]);
    expect(service!.spec.selector).toEqual(labelsOf(named('Deployment', 'case-service')));
    expect(service!.spec.ports).toEqual([{ name: 'http', port: 80, targetPort: 'http' }]);
    const { backend } = named('Ingress', 'baton').spec.rules[0].http.paths[0];
    expect(backend.service).toEqual({ name: service!.metadata.name, port: { name: 'http' } });
    expect(containerOf(named('Deployment', 'case-service')).env).toEqual([{ name: 'METRICS_PORT', value: '9464' }]);
  });
});
