import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from './build';
import { BRANCH, serveRepository, TAG, type Repository } from './grafanaRepository';
import { describeOnEngine, engine } from './session';

describeOnEngine('the source of Grafana', () => {
  let repository: Repository;
  let out: string;

  beforeAll(async () => {
    out = mkdtempSync(path.join(tmpdir(), 'source-'));
    repository = await serveRepository();
  });

  afterAll(async () => {
    rmSync(out, { recursive: true, force: true });
    await repository.stop();
  });

  /** Fetches into a folder of this machine. */
  async function fetchSource(name: string, args: Record<string, string>) {
    const folder = path.join(out, name);
    const { status, stderr } = await build(engine(), repository, args, '--target=source', `--output=${folder}`);
    const read = (file: string) => readFileSync(path.join(folder, file), 'utf8');
    return { status, stderr, folder, read };
  }

  it('is that of the tag, without its history', async () => {
    const { status, folder, read } = await fetchSource('tag', { GRAFANA_COMMIT: repository.tagged });
    expect(status).toBe(0);
    expect(read('conf/defaults.ini')).not.toContain('patched');
    expect(read('SOURCE')).toContain(`ref: refs/tags/${TAG}\ncommit: ${repository.tagged}\n`);
    expect(existsSync(path.join(folder, '.git'))).toBe(false);
  }, 120_000);

  it('is taken as it is where no commit is demanded', async () => {
    const { status, read } = await fetchSource('trusting', {});
    expect(status).toBe(0);
    expect(read('SOURCE')).toContain(`commit: ${repository.tagged}\n`);
  }, 120_000);

  it('can be that of a branch', async () => {
    const { status, read } = await fetchSource('branch', { GRAFANA_REF: `refs/heads/${BRANCH}` });
    expect(status).toBe(0);
    expect(read('conf/defaults.ini')).toContain('patched');
    expect(read('SOURCE')).toContain(`commit: ${repository.patched}\n`);
  }, 120_000);

  it('is refused when it is another than the commit that is demanded', async () => {
    const { status, stderr, folder } = await fetchSource('moved', { GRAFANA_COMMIT: repository.patched });
    expect(status).not.toBe(0);
    expect(stderr).toContain(`is ${repository.tagged}, but GRAFANA_COMMIT asks for ${repository.patched}.`);
    expect(existsSync(folder)).toBe(false);
  }, 120_000);

  it('is refused when there is no such version', async () => {
    const { status, stderr } = await fetchSource('missing', { GRAFANA_VERSION: '12.4.99' });
    expect(status).not.toBe(0);
    expect(stderr).toMatch(/couldn't find remote ref refs\/tags\/v12\.4\.99/);
  }, 120_000);
});
