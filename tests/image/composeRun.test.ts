import { freePorts } from '../freePorts';
import { build, buildToolchain } from './build';
import { repoRoot } from '../repoRoot';
import { composeProject, PROJECT, type ComposeProject } from './composeProject';
import { serveRepository } from './grafanaRepository';
import { buildNodeImage } from './nodeImage';
import { describeOnEngine, engine } from './session';

const NODE = 'image-tests/node:test';
const DEMO = 'image-tests/demo:test';
const GRAFANA = 'image-tests/compose-grafana:test';

async function buildDemo(): Promise<void> {
  await buildNodeImage(engine(), NODE);
  const args = ['--network=host', `--build-arg=NODE_IMAGE=${NODE}`, `--tag=${DEMO}`, '--file=docker/demo.Dockerfile'];
  await engine().must(['build', ...args, '.'], { cwd: repoRoot, timeoutSeconds: 240 });
}

/** The real image, but for Grafana itself. */
async function buildGrafana(): Promise<void> {
  const repository = await serveRepository();
  try {
    await buildToolchain(engine());
    const { status, stderr } = await build(engine(), repository, {}, `--tag=${GRAFANA}`);
    expect([status, stderr.slice(-2000)]).toEqual([0, expect.anything()]);
  } finally {
    await repository.stop();
  }
}

describeOnEngine('docker-compose', () => {
  let project: ComposeProject;
  let ports: number[];

  beforeAll(async () => {
    await buildDemo();
    await buildGrafana();
    ports = await freePorts(2);
    project = await composeProject(engine(), {
      DEMO_IMAGE: DEMO,
      GRAFANA_IMAGE: GRAFANA,
      GRAFANA_PORT: String(ports[0]),
      DEMO_PORT: String(ports[1]),
    });
  }, 400_000);

  afterAll(() => project.remove(), 120_000);

  it.each([[[]], [['demo']], [['mimir']], [['demo', 'mimir']]])(
    'v1 has nothing against the profiles %j',
    async (profiles) => {
      expect(await project.config(profiles)).toEqual({ status: 0, stdout: '', stderr: '' });
    }
  );

  it('starts the demo and its Grafana alone, the one when the other is healthy', async () => {
    await project.compose('--profile=demo', 'up', '--no-build', '--detach', 'grafana-demo');
    expect(await project.id('grafana')).toBe('');
    expect(await project.inspect('demo', '{{.State.Health.Status}}')).toBe('healthy');
  }, 200_000);

  it('gives the demo its documents', async () => {
    const provisioned = '/etc/grafana/provisioning/datasources/reliability.yaml';
    expect(await project.exec('grafana-demo', 'cat', provisioned)).toContain('documents: |');
  });

  /** A query as Grafana's container can ask it of the demo. */
  async function ask(query: string): Promise<Array<{ value: [number, string] }>> {
    const url = (await project.exec('grafana-demo', 'printenv', 'PROMETHEUS_URL')).trim();
    const answer = await project.exec(
      'grafana-demo',
      'curl',
      '-fsSG',
      `${url}/api/v1/query`,
      '--data-urlencode',
      `query=${query}`
    );
    return (JSON.parse(answer) as { data: { result: Array<{ value: [number, string] }> } }).data.result;
  }

  it('lets Grafana ask for the SLOs and 34 days of their history', async () => {
    expect(await ask('sloth_slo_info')).toHaveLength(18);
    expect(await ask('slo:sli_error:ratio_rate30d')).toHaveLength(17);
    expect(await ask('slo:sli_error:ratio_rate5m offset 34d')).not.toEqual([]);
  });

  it('starts the other Grafana with the profile, which nobody gets into without a password', async () => {
    await project.compose('--profile=demo', 'up', '--no-build', '--detach');
    const settings = async (service: string) =>
      Object.fromEntries(
        (await project.exec(service, 'cat', '/proc/1/environ'))
          .split('\0')
          .filter((entry) => /^(GF_AUTH_ANONYMOUS_(ENABLED|ORG_ROLE)|PROMETHEUS_URL)=/.test(entry))
          .map((entry) => entry.split(/=(.*)/s, 2) as [string, string])
      );
    expect(await settings('grafana')).toEqual({ PROMETHEUS_URL: 'http://host.docker.internal:9090' });
    expect(await project.exec('grafana', 'getent', 'hosts', 'host.docker.internal')).toMatch(/^[0-9a-f.:]+\s/);
    expect(await project.exec('grafana', 'cat', '/run/secrets/admin-password')).toMatch(/^[0-9a-f]{32}$/);
    expect(await settings('grafana-demo')).toEqual({
      PROMETHEUS_URL: 'http://demo:9090',
      GF_AUTH_ANONYMOUS_ENABLED: 'true',
      GF_AUTH_ANONYMOUS_ORG_ROLE: 'Viewer',
    });
  }, 120_000);

  it('publishes the Grafanas on this machine alone, and Prometheus not at all', async () => {
    const published = (service: string) => project.inspect(service, '{{json .HostConfig.PortBindings}}');
    expect(JSON.parse(await published('grafana'))).toEqual({
      '3000/tcp': [{ HostIp: '127.0.0.1', HostPort: String(ports[0]) }],
    });
    expect(JSON.parse(await published('grafana-demo'))).toEqual({
      '3000/tcp': [{ HostIp: '127.0.0.1', HostPort: String(ports[1]) }],
    });
    expect(JSON.parse(await published('demo'))).toEqual({});
    expect((await fetch(`http://127.0.0.1:${ports[1]}/api/health`)).status).toBe(200);
  });

  it.each([
    ['demo', 'uid=10001 gid=0'],
    ['grafana-demo', 'uid=472(grafana) gid=0'],
  ])('confines %s', async (service, user) => {
    expect(await project.exec(service, 'id')).toContain(user);
    expect(await project.exec(service, 'sh', '-c', 'touch /usr/share/new 2>&1 || true')).toContain(
      'Read-only file system'
    );
    const status = await project.exec(service, 'cat', '/proc/1/status');
    expect(status).toMatch(/^CapBnd:\s0+$/m);
    expect(status).toMatch(/^NoNewPrivs:\s1$/m);
    const limits = '{{.HostConfig.Memory}} {{.HostConfig.NanoCpus}} {{.HostConfig.PidsLimit}}';
    expect(await project.inspect(service, limits)).toMatch(/^1073741824 1000000000 (128|256)$/);
  });

  it('ends the demo well and at once', async () => {
    await project.compose('--profile=demo', 'stop', '--timeout=20', 'demo');
    expect(await project.inspect('demo', '{{.State.ExitCode}}')).toBe('0');
    await project.compose('--profile=demo', 'start', 'demo');
  }, 60_000);

  it('keeps what is stored when the containers are made anew, and forgets it when it is told to', async () => {
    const stored = '/var/lib/grafana/kept';
    const manifest = () => project.exec('demo', 'cat', '/var/lib/demo/manifest.json');
    const before = await manifest();
    await project.exec('grafana-demo', 'touch', stored);
    await project.compose('--profile=demo', 'down');
    await project.compose('--profile=demo', 'up', '--no-build', '--detach', 'grafana-demo');
    expect(await project.exec('grafana-demo', 'ls', stored)).toContain(stored);
    expect(await manifest()).toBe(before);
    await project.compose('--profile=demo', 'down', '--volumes');
    const own = `--filter=label=com.docker.compose.project=${PROJECT}`;
    expect(await engine().must(['ps', '--all', '--quiet', own])).toBe('');
    expect(await engine().must(['volume', 'ls', '--quiet', own])).toBe('');
    expect(await engine().must(['network', 'ls', '--quiet', own])).toBe('');
  }, 200_000);
});
