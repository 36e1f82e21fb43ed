import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePorts } from '../freePorts';
import { must } from './run';

/** Files as Grafana's repository has them, one of each kind. */
const FILES: Record<string, string> = {
  '.yarn/releases/yarn-4.0.0.cjs': '',
  LICENSE: 'AGPL\n',
  'LICENSING.md': 'What is licensed how.\n',
  'NOTICE.md': 'Who wrote it.\n',
  'README.md': 'Not for the image.\n',
  'conf/defaults.ini': '[paths]\n',
  'grafana.pl': readFileSync(path.join(__dirname, 'grafana.pl'), 'utf8'),
  'pkg/server.go': 'package server\n',
  'public/api-enterprise-spec.json': '{}\n',
  'public/api-merged.json': '{}\n',
  'public/app/app.ts': 'export {};\n',
  'public/app/plugins/datasource/loki/node_modules/left/dist/index.js': '\n',
  'public/app/plugins/datasource/loki/README.md': 'For the list of plugins.\n',
  'public/app/plugins/datasource/loki/plugin.json': '{}\n',
  'public/app/plugins/datasource/loki/src/module.ts': 'export {};\n',
  'public/app/plugins/panel/stat/img/icon.svg': '<svg/>\n',
  'public/app/plugins/panel/stat/module.tsx': 'export {};\n',
  'public/app/plugins/panel/stat/plugin.json': '{}\n',
  'public/dashboards/home.json': '{}\n',
  'public/dashboards/template_vars.json': '{}\n',
  'public/emails/reset_password.html': '\n',
  'public/fonts/inter.woff2': '\n',
  'public/gazetteer/countries.json': '{}\n',
  'public/img/icon.svg': '<svg/>\n',
  'public/lib/monaco-languages/kusto.ts': 'export {};\n',
  'public/locales/en-US/grafana.json': '{}\n',
  'public/maps/countries.geojson': '{}\n',
  'public/openapi3.json': '{}\n',
  'public/robots.txt': '\n',
  'public/sass/grafana.dark.scss': '\n',
  'public/test/setup.ts': 'export {};\n',
  'public/views/index.html': '<html></html>\n',
};

/** The release that docker/Dockerfile builds unless told otherwise. */
export const VERSION = '12.4.10';
export const TAG = `v${VERSION}`;
export const BRANCH = 'patched';
/** The time of the commits, in seconds. */
export const DATE = 1_750_000_000;

export interface Repository {
  url: string;
  /** The commit of the tag, and that of the branch, which is one further. */
  tagged: string;
  patched: string;
  stop(): Promise<void>;
}

/** A repository that stands in for Grafana's, served from this machine. */
export async function serveRepository(): Promise<Repository> {
  const base = mkdtempSync(path.join(tmpdir(), 'repository-'));
  const folder = path.join(base, 'grafana.git');
  const git = (...args: string[]) => must('git', args, { cwd: folder, env: gitEnvironment() });
  mkdirSync(folder);
  for (const [file, text] of Object.entries(FILES)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  await git('init', '--quiet', '--initial-branch=main');
  await git('add', '--force', '.');
  await git('commit', '--quiet', '--message=Release');
  await git('tag', '--annotate', '--message=Release', TAG);
  await git('switch', '--quiet', '--create', BRANCH);
  writeFileSync(path.join(folder, 'conf', 'defaults.ini'), '[paths]\n# patched\n');
  await git('commit', '--quiet', '--all', '--message=Patch');
  const [tagged, patched] = (await git('rev-parse', `${TAG}^{commit}`, BRANCH)).trim().split('\n');
  const [port] = await freePorts(1);
  const stopDaemon = await startDaemon(base, port!, (await git('--exec-path')).trim());
  return {
    url: `git://127.0.0.1:${port}/grafana.git`,
    tagged: tagged!,
    patched: patched!,
    stop: async () => {
      await stopDaemon();
      rmSync(base, { recursive: true, force: true });
    },
  };
}

/** Serves what is below `base` until the function it returns is called, or this process ends. */
async function startDaemon(base: string, port: number, programs: string): Promise<() => Promise<void>> {
  const daemon = [
    path.join(programs, 'git-daemon'),
    ...['--listen=127.0.0.1', `--port=${port}`, `--base-path=${base}`, '--export-all', '--reuseaddr'],
  ];
  const untilInputEnds = '"$@" < /dev/null & cat > /dev/null; kill $!; wait';
  const shell = spawn('sh', ['-c', untilInputEnds, 'sh', ...daemon], { stdio: ['pipe', 'ignore', 'ignore'] });
  const ended = new Promise<void>((resolve) => shell.on('close', () => resolve()));
  for (let tries = 0; tries < 100 && !(await answers(port)); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const stop = async () => {
    shell.stdin.end();
    await ended;
  };
  if (!(await answers(port))) {
    await stop();
    throw new Error(`git daemon does not answer on port ${port}.`);
  }
  return stop;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true));
    socket.on('error', () => resolve(false)).on('connect', () => socket.destroy());
  });
}

/** The same commits on every machine. */
function gitEnvironment(): NodeJS.ProcessEnv {
  const person = { NAME: 'Tester', EMAIL: 'tester@example.com', DATE: `${DATE} +0000` };
  const both = Object.entries(person).flatMap(([key, value]) => [
    [`GIT_AUTHOR_${key}`, value],
    [`GIT_COMMITTER_${key}`, value],
  ]);
  return {
    ...process.env,
    ...Object.fromEntries(both),
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_SYSTEM: '/dev/null',
  };
}
