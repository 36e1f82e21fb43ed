import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { repoRoot } from '../repoRoot';
import { bench, type Bench } from './fakePrograms';
import { BRANCH, DATE, serveRepository, TAG, type Repository } from './grafanaRepository';

const SCRIPT = path.join(repoRoot, 'docker', 'fetch-source.sh');

describe('fetching the source', () => {
  let repository: Repository;
  let desk: Bench;

  beforeAll(async () => {
    repository = await serveRepository();
  });
  beforeEach(() => {
    desk = bench();
  });
  afterEach(() => desk.remove());
  afterAll(() => repository.stop());

  async function fetchSource(commit: string, ref = `refs/tags/${TAG}`) {
    const into = path.join(desk.folder, 'src');
    const env = { GRAFANA_REPO: repository.url, GRAFANA_REF: ref, GRAFANA_COMMIT: commit };
    const { status, stderr } = await desk.sh(SCRIPT, [into], env);
    return { status, stderr, into };
  }

  it.each([
    ['demanded', () => repository.tagged],
    ['whatever it is', () => ''],
  ])('gives the commit of the tag, %s', async (_, commit) => {
    const { status, stderr, into } = await fetchSource(commit());
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(readFileSync(path.join(into, 'SOURCE'), 'utf8')).toBe(
      `repository: ${repository.url}\nref: refs/tags/${TAG}\ncommit: ${repository.tagged}\ndate: ${DATE}\n`
    );
    expect(existsSync(path.join(into, 'conf', 'defaults.ini'))).toBe(true);
    expect(existsSync(path.join(into, '.git'))).toBe(false);
  });

  it('gives the commit of a branch', async () => {
    const { status, into } = await fetchSource(repository.patched, `refs/heads/${BRANCH}`);
    expect(status).toBe(0);
    expect(readFileSync(path.join(into, 'conf', 'defaults.ini'), 'utf8')).toContain('patched');
  });

  it('refuses another commit than the one that is demanded, and leaves no files', async () => {
    const { status, stderr, into } = await fetchSource(repository.patched);
    expect(status).toBe(1);
    expect(stderr).toContain(`is ${repository.tagged}, but GRAFANA_COMMIT asks for ${repository.patched}.`);
    expect(existsSync(path.join(into, 'conf'))).toBe(false);
  });

  it('refuses a commit that is cut short', async () => {
    expect((await fetchSource(repository.tagged.slice(0, 12))).status).toBe(1);
  });

  it('fails where there is no such tag', async () => {
    expect((await fetchSource('', 'refs/tags/v0.0.0')).status).not.toBe(0);
  });
});
