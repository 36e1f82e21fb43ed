import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { repoRoot } from '../repoRoot';
import { describeOnEngine, engine } from './session';

const WANTED = ['demo/run.ts', 'docker/grafana.ini', 'src/module.tsx'];
const UNWANTED = [
  '.git/config',
  'demo/rate.test.ts',
  'dist/module.js',
  'docker/secrets/admin-password',
  'node_modules/left/index.js',
];

describeOnEngine('the context of a build', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'context-'));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('holds what is built from, and neither secrets nor what was built', async () => {
    const [from, to] = [path.join(folder, 'from'), path.join(folder, 'to')];
    for (const file of [...WANTED, ...UNWANTED]) {
      mkdirSync(path.dirname(path.join(from, file)), { recursive: true });
      writeFileSync(path.join(from, file), file);
    }
    copyFileSync(path.join(repoRoot, '.dockerignore'), path.join(from, '.dockerignore'));
    const dockerfile = path.join(folder, 'Dockerfile');
    writeFileSync(dockerfile, 'FROM scratch\nCOPY . /\n');
    await engine().must(['build', `--file=${dockerfile}`, `--output=${to}`, from]);
    const all = readdirSync(to, { recursive: true }) as string[];
    expect(all.filter((name) => statSync(path.join(to, name)).isFile()).sort()).toEqual(WANTED);
  });
});
