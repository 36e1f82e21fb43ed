import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { repoRoot } from '../repoRoot';
import { bench, type Bench } from './fakePrograms';

const SCRIPT = path.join(repoRoot, 'docker', 'build-backend.sh');
const SOURCE =
  'repository: https://example.com/grafana.git\nref: refs/tags/v12.4.3\ncommit: abc123\ndate: 1750000000\n';

/** Stands in for Go: writes down what a build depends on, and leaves a program. */
const GO = `
if [ "$1" = env ]; then echo arm64; exit; fi
env | grep -E '^(CGO_ENABLED|GOFLAGS|COMMIT_SHA|BUILD_BRANCH|SOURCE_DATE_EPOCH)=' | sort
mkdir -p bin/linux-arm64 && echo server > bin/linux-arm64/grafana`;

describe('building the server', () => {
  let desk: Bench;

  beforeEach(() => {
    desk = bench();
    desk.fake(['go'], GO);
    for (const file of ['conf/defaults.ini', 'LICENSE', 'LICENSING.md', 'NOTICE.md', 'README.md']) {
      desk.write(file, file);
    }
  });

  afterEach(() => desk.remove());

  const build = (env: NodeJS.ProcessEnv = {}) => desk.sh(SCRIPT, [path.join(desk.folder, 'out')], env);

  it('depends on nothing but the source', async () => {
    desk.write('SOURCE', SOURCE);
    const { status, stdout } = await build();
    expect(status).toBe(0);
    expect(stdout.trim().split('\n')).toEqual([
      'BUILD_BRANCH=v12.4.3',
      'CGO_ENABLED=0',
      'COMMIT_SHA=abc123',
      'GOFLAGS=-trimpath',
      'SOURCE_DATE_EPOCH=1750000000',
    ]);
  });

  it('gives the program, its defaults and what its licences ask for', async () => {
    desk.write('SOURCE', SOURCE);
    await build();
    const out = path.join(desk.folder, 'out');
    expect(readdirSync(out).sort()).toEqual(['LICENSE', 'LICENSING.md', 'NOTICE.md', 'SOURCE', 'bin', 'conf']);
    expect(readFileSync(path.join(out, 'bin', 'grafana'), 'utf8')).toBe('server\n');
    expect(readFileSync(path.join(out, 'SOURCE'), 'utf8')).toBe(SOURCE);
  });

  it.each([
    [{}, 'unknown'],
    [{ GRAFANA_COMMIT: 'def456' }, 'def456'],
  ])('takes a checkout that was not fetched, with %j', async (env, commit) => {
    const { stdout } = await build(env);
    expect(stdout).toContain(`BUILD_BRANCH=local\nCGO_ENABLED=0\nCOMMIT_SHA=${commit}\n`);
    const source = readFileSync(path.join(desk.folder, 'out', 'SOURCE'), 'utf8');
    expect(source).toMatch(new RegExp(`^repository: local checkout\nref: local\ncommit: ${commit}\ndate: \\d{10}\n$`));
  });

  it('takes a checkout without what its .dockerignore leaves out', async () => {
    for (const file of ['LICENSING.md', 'NOTICE.md', 'README.md']) {
      rmSync(path.join(desk.folder, file));
    }
    expect((await build()).status).toBe(0);
    expect(readdirSync(path.join(desk.folder, 'out')).sort()).toEqual(['LICENSE', 'SOURCE', 'bin', 'conf']);
  });

  it('fails with the build', async () => {
    desk.fake(['go'], 'exit 3');
    desk.write('SOURCE', SOURCE);
    expect((await build()).status).toBe(3);
  });
});
