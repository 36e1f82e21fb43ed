import { chmodSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { repoRoot } from '../repoRoot';
import { bench, type Bench } from './fakePrograms';

const ENTRYPOINT = path.join(repoRoot, 'docker', 'grafana-entrypoint');
const APP = 'reliability-scorecard-app';

describe('the entry point', () => {
  let desk: Bench;
  let paths: NodeJS.ProcessEnv;

  beforeEach(() => {
    desk = bench();
    const at = (folder: string) => path.join(desk.folder, folder);
    // Grafana, as a program that says what it is and what it was given.
    chmodSync(desk.write('home/bin/grafana', '#!/bin/sh\nprintf "%s\\n" "$$" "$@"\nenv\n'), 0o755);
    desk.write(`plugins/${APP}/plugin.json`, '{}');
    desk.write('provisioning/plugins/ours.yaml', `apps:\n  - type: ${APP}\n`);
    desk.write('provisioning/plugins/other.yaml', 'apps:\n  - type: other-app\n');
    desk.write('provisioning/datasources/prometheus.yaml', 'apiVersion: 1\n');
    paths = {
      GF_PATHS_HOME: at('home'),
      GF_PATHS_CONFIG: at('grafana.ini'),
      GF_PATHS_PLUGINS: at('plugins'),
      GF_PATHS_PROVISIONING: at('provisioning'),
      TMPDIR: desk.folder,
    };
  });

  afterEach(() => desk.remove());

  const start = (env: NodeJS.ProcessEnv = {}, ...args: string[]) => desk.sh(ENTRYPOINT, args, { ...paths, ...env });

  it('becomes Grafana, with what it was given', async () => {
    const { status, stdout, stderr } = await start({ GF_LOG_LEVEL: 'warn' }, 'cfg:default.x=a b');
    const [pid, ...lines] = stdout.split('\n');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(lines.slice(0, 6)).toEqual([
      ...['server', '--homepath', paths.GF_PATHS_HOME, '--config', paths.GF_PATHS_CONFIG],
      'cfg:default.x=a b',
    ]);
    expect(lines).toContain('GF_LOG_LEVEL=warn');
    expect(Number(pid)).toBeGreaterThan(1);
  });

  it('leaves no shell behind itself', async () => {
    chmodSync(desk.write('home/bin/grafana', '#!/bin/sh\ntr "\\0" "\\n" < /proc/$PPID/cmdline\n'), 0o755);
    // The parent of Grafana is whoever started the entry point.
    expect((await start()).stdout).not.toContain(ENTRYPOINT);
  });

  it('reads settings from files, as they are', async () => {
    const secret = desk.write('secret', 'a "b" $c `d`\\n\n');
    const { stdout } = await start({ GF_SECURITY_ADMIN_PASSWORD__FILE: secret, GF_DATABASE_USER__FILE: secret });
    expect(stdout).toContain('\nGF_SECURITY_ADMIN_PASSWORD=a "b" $c `d`\\n\n');
    expect(stdout).toContain('\nGF_DATABASE_USER=a "b" $c `d`\\n\n');
    expect(stdout).not.toContain('__FILE');
  });

  it('reads a file with an equals sign in its name', async () => {
    const { stdout } = await start({ GF_A_B__FILE: desk.write('key=value', 'x') });
    expect(stdout).toContain('\nGF_A_B=x\n');
  });

  it('takes a setting that is empty for one that is not set', async () => {
    const { stdout } = await start({ GF_A_B: '', GF_A_B__FILE: desk.write('secret', 'x') });
    expect(stdout).toContain('\nGF_A_B=x\n');
  });

  it('refuses a setting that is given twice', async () => {
    const { status, stdout, stderr } = await start({ GF_A_B: 'y', GF_A_B__FILE: desk.write('secret', 'x') });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toBe('grafana-entrypoint: both GF_A_B and GF_A_B__FILE are set; only one can hold.\n');
  });

  it.each(['missing', '.'])('refuses %s in place of a file', async (file) => {
    const { status, stdout, stderr } = await start({ GF_A_B__FILE: path.join(desk.folder, file) });
    expect({ status: status !== 0, stdout }).toEqual({ status: true, stdout: '' });
    expect(stderr).toContain(desk.folder);
  });

  it('does not touch what is not for Grafana', async () => {
    const { status, stdout } = await start({ OTHER__FILE: '/nowhere' });
    expect(status).toBe(0);
    expect(stdout).toContain('\nOTHER__FILE=/nowhere\n');
  });

  it('leaves the provisioning alone while the app is there', async () => {
    const { stdout } = await start();
    expect(stdout).toContain(`\nGF_PATHS_PROVISIONING=${paths.GF_PATHS_PROVISIONING}\n`);
  });

  it('leaves out the file that provisions the app where the app is not there', async () => {
    const { status, stdout, stderr } = await start({ GF_PATHS_PLUGINS: '/nowhere' });
    expect(status).toBe(0);
    expect(stderr).toBe(
      `grafana-entrypoint: ${APP} is not below /nowhere; Grafana starts without it.\n` +
        `grafana-entrypoint: leaving out plugins/ours.yaml of ${paths.GF_PATHS_PROVISIONING}.\n`
    );
    const copy = /\nGF_PATHS_PROVISIONING=(.*)\n/.exec(stdout)![1]!;
    expect(copy).not.toBe(paths.GF_PATHS_PROVISIONING);
    expect(readdirSync(path.join(copy, 'plugins'))).toEqual(['other.yaml']);
    expect(readFileSync(path.join(copy, 'datasources', 'prometheus.yaml'), 'utf8')).toBe('apiVersion: 1\n');
    expect(readdirSync(path.join(paths.GF_PATHS_PROVISIONING!, 'plugins')).sort()).toEqual(['other.yaml', 'ours.yaml']);
  });

  it('finds the app where it is a work tree that was built', async () => {
    const file = desk.write(`worktrees/${APP}/dist/plugin.json`, '{}');
    const { stderr } = await start({ GF_PATHS_PLUGINS: path.resolve(file, '..', '..', '..') });
    expect(stderr).toBe('');
  });

  it('needs no provisioning of plugins', async () => {
    const bare = path.dirname(desk.write('bare/datasources/x.yaml', ''));
    const { status, stderr } = await start({ GF_PATHS_PLUGINS: '/nowhere', GF_PATHS_PROVISIONING: path.dirname(bare) });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});
