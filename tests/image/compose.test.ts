import { spawnSync } from 'node:child_process';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { repoRoot } from '../repoRoot';
import { readCompose, readText, type Compose, type Service } from './composeFile';
import { problemsOf } from './composeRules';

const schema = JSON.parse(readText('node_modules/dclint/schemas/compose.schema.json')) as { $schema?: string };
// It names its draft by an address that the validator does not know; without one it is taken for the same draft.
delete schema.$schema;
const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(schema);

/** What the schema has against a compose file, each with its place. */
function schemaErrors(compose: unknown): string[] {
  validate(compose);
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`
  );
}

function changed(change: (compose: Compose) => void): Compose {
  const compose = readCompose();
  change(compose);
  return compose;
}

/** A change of one service. */
function of(name: string, change: Partial<Service>): (compose: Compose) => void {
  return ({ services }) => void Object.assign(services[name]!, change);
}

describe('docker-compose.yml', () => {
  it('is what the schema of compose files allows', () => {
    expect(schemaErrors(readCompose())).toEqual([]);
  });

  it.each([
    ['mem_limits', of('grafana', { mem_limits: '1g' } as Partial<Service>), '/services/grafana'],
    ['healthchek', of('demo', { healthchek: {} } as Partial<Service>), '/services/demo'],
    ['service', (compose: Compose) => void Object.assign(compose, { service: {} }), ''],
  ])('would not go through with a misspelt %s', (key, change, place) => {
    expect(schemaErrors(changed(change))).toEqual([
      `${place} must NOT have additional properties {"additionalProperty":"${key}"}`,
    ]);
  });

  it('can be read by compose v1', () => {
    const { name, services } = parse(readText('docker-compose.yml'), { merge: true }) as Compose & { name?: string };
    expect(name).toBeUndefined();
    expect(JSON.stringify(services)).not.toContain('start_interval');
  });

  it('has the services of its profiles', () => {
    const { services } = readCompose();
    expect(Object.entries(services).map(([name, { profiles }]) => [name, profiles?.join()])).toEqual([
      ['grafana', undefined],
      ['demo', 'demo'],
      ['grafana-demo', 'demo'],
      ['mimir', 'mimir'],
      ['demo-mimir', 'mimir'],
      ['grafana-mimir', 'mimir'],
    ]);
  });

  it('keeps the rules', () => {
    expect(problemsOf(readCompose())).toEqual([]);
  });

  it.each<[string, (compose: Compose) => void]>([
    [
      'mimir: image grafana/mimir:3.1.1 is no variable with a pinned default',
      of('mimir', { image: 'grafana/mimir:3.1.1' }),
    ],
    [
      'mimir: image ${M:-grafana/mimir} is no variable with a pinned default',
      of('mimir', { image: '${M:-grafana/mimir}' }),
    ],
    ['mimir: image ${M:-m:latest} is no variable with a pinned default', of('mimir', { image: '${M:-m:latest}' })],
    ['grafana: port 3000:3000 is open to the network', of('grafana', { ports: ['3000:3000'] })],
    ['demo: no mem_limit', of('demo', { mem_limit: undefined })],
    ['demo: no pids_limit', of('demo', { pids_limit: undefined })],
    ['demo: no cpus', of('demo', { cpus: undefined })],
    ['demo: no stop_grace_period', of('demo', { stop_grace_period: undefined })],
    ['grafana: its file system can be written', of('grafana', { read_only: false })],
    ['grafana: it keeps capabilities', of('grafana', { cap_drop: ['NET_RAW'] })],
    ['grafana: it may gain privileges', of('grafana', { security_opt: [] })],
    ['grafana: no /tmp of a limited size', of('grafana', { tmpfs: ['/tmp'] })],
    ['mimir: no health check and no reason', of('mimir', { 'x-no-health-check': undefined })],
    ['demo: a reason for what it has', of('demo', { 'x-no-health-check': 'none' })],
    [
      'grafana: waits for demo, which is not always there with it',
      of('grafana', { depends_on: { demo: { condition: 'service_healthy' } } }),
    ],
    [
      'grafana-demo: waits for demo-mimir, which is not always there with it',
      of('grafana-demo', { depends_on: { 'demo-mimir': { condition: 'service_healthy' } } }),
    ],
    [
      'demo-mimir: waits for the health of mimir, which has no check',
      of('demo-mimir', { depends_on: { mimir: { condition: 'service_healthy' } } }),
    ],
    [
      'grafana: lets everybody in',
      ({ services }) =>
        void Object.assign(services.grafana!.environment!, {
          GF_AUTH_ANONYMOUS_ENABLED: 'true',
          GF_AUTH_ANONYMOUS_ORG_ROLE: 'Viewer',
        }),
    ],
    [
      'grafana-demo: lets everybody do more than look',
      ({ services }) => void (services['grafana-demo']!.environment!.GF_AUTH_ANONYMOUS_ORG_ROLE = 'Admin'),
    ],
    [
      'grafana: GF_SECURITY_ADMIN_PASSWORD is in the environment',
      ({ services }) => void (services.grafana!.environment!.GF_SECURITY_ADMIN_PASSWORD = 'admin'),
    ],
    [
      'grafana: GF_SECURITY_SECRET_KEY comes from no secret',
      ({ services }) => void delete services.grafana!.environment!.GF_SECURITY_SECRET_KEY__FILE,
    ],
    [
      'mimir: ./docker/mimir.yml is not there',
      of('mimir', { volumes: ['./docker/mimir.yml:/etc/mimir/mimir.yaml:ro'] }),
    ],
    [
      'mimir: ./docker/mimir.yaml can be written',
      of('mimir', { volumes: ['./docker/mimir.yaml:/etc/mimir/mimir.yaml'] }),
    ],
    [
      'grafana: the volume plugins covers /usr/share/grafana-plugins',
      of('grafana', { volumes: ['plugins:/usr/share/grafana-plugins'] }),
    ],
  ])('would break a rule: %s', (problem, change) => {
    expect(problemsOf(changed(change))).toContain(problem);
  });

  it('gives each service a volume of its own', () => {
    const problems = problemsOf(changed(of('grafana', { volumes: ['grafana-demo-data:/var/lib/grafana'] })));
    expect(problems).toEqual([
      'grafana: the volume grafana-demo-data is not its own',
      'grafana-demo: the volume grafana-demo-data is not its own',
    ]);
  });

  it('builds the Grafana that the Dockerfile builds by itself', () => {
    const args = readCompose().services.grafana!.build!.args!;
    const dockerfile = readText('docker/Dockerfile');
    for (const [name, value] of Object.entries(args)) {
      expect([name, /^ARG (.*)$/m.exec(dockerfile.slice(dockerfile.indexOf(`ARG ${name}=`)))?.[1]]).toEqual([
        name,
        `${name}=${value.replace(/^\$\{[A-Z_]+:-(.*)\}$/, '$1')}`,
      ]);
    }
    expect(Object.keys(args)).toEqual(['GRAFANA_REPO', 'GRAFANA_VERSION', 'GRAFANA_COMMIT']);
  });

  it('names images after what is in them', () => {
    const { services } = readCompose();
    const { version } = JSON.parse(readText('package.json')) as { version: string };
    const grafana = /^ARG GRAFANA_VERSION=(.*)$/m.exec(readText('docker/Dockerfile'))?.[1];
    expect(services.grafana!.image).toBe(`\${GRAFANA_IMAGE:-reliability-scorecard-grafana:${grafana}}`);
    expect(services.demo!.image).toBe(`\${DEMO_IMAGE:-reliability-scorecard-demo:${version}}`);
  });

  it('has secrets that git does not see', () => {
    for (const { file } of Object.values(readCompose().secrets)) {
      expect(spawnSync('git', ['check-ignore', '--quiet', file], { cwd: repoRoot }).status).toBe(0);
    }
    expect(spawnSync('git', ['check-ignore', '--quiet', 'docker/make-secrets.sh'], { cwd: repoRoot }).status).toBe(1);
  });
});
