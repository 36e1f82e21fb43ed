import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build, buildToolchain } from './build';
import { HARDENED, removeContainers, start } from './container';
import { DATE, serveRepository, type Repository } from './grafanaRepository';
import { FILES, filesOf, listing } from './layout';
import { describeOnEngine, engine } from './session';

const IMAGE = 'image-tests/grafana:test';
const APP = 'reliability-scorecard-app';
const NO_PLUGINS = '--tmpfs=/usr/share/grafana-plugins';

describeOnEngine('the image', () => {
  let repository: Repository;
  let secrets: string;
  const run = (...args: string[]) => engine().docker(['run', '--rm', ...HARDENED, ...args]);

  beforeAll(async () => {
    secrets = mkdtempSync(path.join(tmpdir(), 'secrets-'));
    repository = await serveRepository();
    await buildToolchain(engine());
    const built = await build(engine(), repository, { GRAFANA_COMMIT: repository.tagged }, `--tag=${IMAGE}`);
    if (built.status !== 0) {
      throw new Error(built.stderr);
    }
  }, 300_000);

  afterEach(() => removeContainers(engine(), IMAGE));

  afterAll(async () => {
    rmSync(secrets, { recursive: true, force: true });
    await repository.stop();
  });

  /** A file that belongs to root, as a secret of a compose file does. */
  function secret(text: string, mode: number): string[] {
    const file = path.join(secrets, `password-${mode.toString(8)}`);
    writeFileSync(file, text);
    chmodSync(file, mode);
    return ['-v', `${file}:/run/secrets/password:ro`, '-e', 'GF_SECURITY_ADMIN_PASSWORD__FILE=/run/secrets/password'];
  }

  it('holds the files that it should, none of which its user can change', async () => {
    const mode = (file: string) => (/\/bin\//.test(file) ? '755' : '644');
    expect(await listing(engine(), IMAGE)).toEqual(FILES.map((file) => `${mode(file)} root:root ${file}`));
  });

  it('turns healthy without network, privileges or a file that can be written', async () => {
    const container = await start(engine(), IMAGE);
    expect(await container.health()).toBe('healthy');
    expect((await container.exec('id')).trim()).toBe('uid=472(grafana) gid=0(root) groups=0(root)');
    expect((await container.exec('cat', '/proc/1/cmdline')).split('\0').slice(1, -1)).toEqual([
      '/usr/share/grafana/bin/grafana',
      ...['server', '--homepath', '/usr/share/grafana', '--config', '/etc/grafana/grafana.ini'],
    ]);
  });

  it('turns unhealthy when Grafana has lost its database', async () => {
    const container = await start(engine(), IMAGE, '-e', 'GF_STUB_DATABASE=lost');
    expect(await container.health()).toBe('unhealthy');
  });

  it('ends at once, and well, when it is asked to', async () => {
    const { id, health } = await start(engine(), IMAGE);
    await health();
    // What is still running after two seconds is killed, and its exit code says so.
    await engine().must(['stop', '--time=2', id]);
    expect((await engine().must(['inspect', '--format={{.State.ExitCode}}', id])).trim()).toBe('0');
  });

  it('takes a secret from a file of root that its group may read', async () => {
    const container = await start(engine(), IMAGE, ...secret('pass word$1\n', 0o440));
    expect(await container.health()).toBe('healthy');
    const environment = await container.environment();
    expect(environment.GF_SECURITY_ADMIN_PASSWORD).toBe('pass word$1');
    expect(environment).not.toHaveProperty('GF_SECURITY_ADMIN_PASSWORD__FILE');
    expect(await container.logs()).not.toContain('pass word');
  });

  it('says which secret it cannot read', async () => {
    const { status, stderr } = await run(...secret('password', 0o600), IMAGE);
    expect(status).toBe(1);
    expect(stderr).toContain('GF_SECURITY_ADMIN_PASSWORD__FILE names /run/secrets/password');
    expect(stderr).toContain('user 472 of group 0 cannot read');
  });

  it('starts where the app is not on disk, which Grafana alone does not', async () => {
    const alone = await run(NO_PLUGINS, '--entrypoint=/usr/share/grafana/bin/grafana', IMAGE, 'server');
    expect(alone.stderr).toContain(`plugin not installed: ${APP}`);
    const container = await start(engine(), IMAGE, NO_PLUGINS);
    expect(await container.health()).toBe('healthy');
    expect(await container.logs()).toContain(`${APP} is not below /usr/share/grafana-plugins`);
    const { GF_PATHS_PROVISIONING: copy } = await container.environment();
    const copied = (await container.exec('find', copy!, '-type', 'f', '-printf', '%P\\n')).trim().split('\n');
    expect(copied.sort()).toEqual(
      filesOf('provisioning')
        .filter((file) => file !== 'plugins/reliability.yaml')
        .sort()
    );
  });

  it('hides nothing behind a volume that was filled by an older image', async () => {
    const volume = '-v=old-data:/var/lib/grafana';
    const fill = 'mkdir -p /var/lib/grafana/plugins && echo old > /var/lib/grafana/plugins/plugin.json';
    const filled = await run(volume, '--entrypoint=sh', IMAGE, '-c', fill);
    expect(filled).toMatchObject({ status: 0, stderr: '' });
    const { exec, environment } = await start(engine(), IMAGE, volume);
    const { GF_PATHS_PLUGINS, RELIABILITY_DASHBOARDS, GF_PATHS_PROVISIONING } = await environment();
    for (const folder of [GF_PATHS_PLUGINS, RELIABILITY_DASHBOARDS, GF_PATHS_PROVISIONING]) {
      const present = (await exec('find', folder!, '-type', 'f')).trim().split('\n').sort();
      expect(present).toEqual(FILES.filter((file) => file.startsWith(`${folder}/`)));
    }
  });

  it('lets any user of group 0 write the data', async () => {
    const volume = '-v=any-user:/var/lib/grafana';
    const write = 'touch /var/lib/grafana/grafana.db';
    expect(await run(volume, '--user=1234:0', '--entrypoint=sh', IMAGE, '-c', write)).toMatchObject({ status: 0 });
    expect(await run(volume, '--user=1234:1234', '--entrypoint=sh', IMAGE, '-c', write)).toMatchObject({ status: 1 });
  });

  it('hands on what it is told and is quiet by itself', async () => {
    const container = await start(engine(), IMAGE, '-e=PROMETHEUS_URL=http://prometheus:9090', '-e=GF_LOG_LEVEL=warn');
    expect(await container.environment()).toMatchObject({
      PROMETHEUS_URL: 'http://prometheus:9090',
      GF_LOG_LEVEL: 'warn',
      RELIABILITY_DASHBOARDS: '/usr/share/grafana-dashboards',
      GF_PATHS_DATA: '/var/lib/grafana',
      GF_PATHS_PLUGINS: '/usr/share/grafana-plugins',
      GF_PATHS_PROVISIONING: '/etc/grafana/provisioning',
      GF_PLUGINS_ALLOW_LOADING_UNSIGNED_PLUGINS:
        'reliability-scorecard-app,reliability-slo-datasource,reliability-scorecard-panel',
      GF_PLUGINS_PREINSTALL_DISABLED: 'true',
      GF_PLUGINS_PLUGIN_ADMIN_ENABLED: 'false',
      GF_PLUGINS_PUBLIC_KEY_RETRIEVAL_DISABLED: 'true',
      GF_ANALYTICS_REPORTING_ENABLED: 'false',
      GF_ANALYTICS_CHECK_FOR_UPDATES: 'false',
      GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: 'false',
      GF_ANALYTICS_FEEDBACK_LINKS_ENABLED: 'false',
      GF_NEWS_NEWS_FEED_ENABLED: 'false',
      GF_SECURITY_DISABLE_GRAVATAR: 'true',
      GF_LOG_MODE: 'console',
      GF_LOG_FILTERS: 'migrator:warn secret-migrator:warn resource-migrator:warn',
    });
  });

  it('has the dashboard that it opens with', async () => {
    const environment = await engine().must(['inspect', '--format={{join .Config.Env "\\n"}}', IMAGE]);
    const home = /^GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH=(.*)$/m.exec(environment)?.[1];
    expect(FILES).toContain(home);
  });

  it('says where it comes from, in its labels and within', async () => {
    const labels = await engine().must(['inspect', '--format={{json .Config.Labels}}', IMAGE]);
    expect(JSON.parse(labels)).toEqual({
      'org.opencontainers.image.title': 'Grafana with Reliability Scorecard',
      'org.opencontainers.image.description': expect.stringContaining('Grafana built from source'),
      'org.opencontainers.image.licenses': 'AGPL-3.0-only AND Apache-2.0',
      'org.opencontainers.image.source': repository.url,
      'org.opencontainers.image.revision': repository.tagged,
      'org.opencontainers.image.version': '12.4.0',
    });
    const { stdout } = await run('--entrypoint=cat', IMAGE, '/usr/share/grafana/SOURCE');
    expect(stdout.trim().split('\n')).toEqual([
      `repository: ${repository.url}`,
      'ref: refs/tags/v12.4.0',
      `commit: ${repository.tagged}`,
      `date: ${DATE}`,
    ]);
  });

  it('was built as a static program that says what it was built from', async () => {
    const { stdout } = await run('--entrypoint=tail', IMAGE, '-n1', '/usr/share/grafana/bin/grafana');
    expect(stdout.trim().split(' ')).toEqual([
      'CGO_ENABLED=0',
      'GOFLAGS=-trimpath',
      `COMMIT_SHA=${repository.tagged}`,
      'BUILD_BRANCH=v12.4.0',
      `SOURCE_DATE_EPOCH=${DATE}`,
    ]);
  });

  it('can be made from parts that were built elsewhere', async () => {
    const args = { GO_IMAGE: 'nowhere/go:1', NODE_IMAGE: 'nowhere/node:1' };
    const part = (stage: string) =>
      build(engine(), repository, {}, `--target=${stage}`, `--tag=image-tests/${stage}:test`);
    const stages = ['backend', 'frontend', 'bundle'];
    for (const stage of stages) {
      expect(await part(stage)).toMatchObject({ status: 0 });
    }
    const parts = Object.fromEntries(
      stages.map((stage) => [`${stage.toUpperCase()}_SRC`, `image-tests/${stage}:test`])
    );
    const again = 'image-tests/again:test';
    expect(await build(engine(), repository, { ...args, ...parts }, `--tag=${again}`)).toMatchObject({ status: 0 });
    expect(await listing(engine(), again)).toEqual(await listing(engine(), IMAGE));
  }, 240_000);
});
