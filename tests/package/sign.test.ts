import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { originOf } from '../../.config/package/bundle';
import { problemsOf } from '../../.config/package/problems';
import { readZip } from './readZip';
import { copyWorkTree, removeWorkTree, runTask } from './workTree';

// Builds take a while on a busy machine.
jest.setTimeout(180_000);

const DAY = { SOURCE_DATE_EPOCH: '1767225599' };
const GRAFANA = 'https://grafana.example.com';

describe('npm run sign', () => {
  const copy = copyWorkTree();
  const inside = (...names: string[]) => path.join(copy, ...names);
  const request = inside('request.json');
  const env = {
    ...DAY,
    NODE_OPTIONS: `--require ${path.join(__dirname, 'signingService.cjs')}`,
    SIGNING_REQUEST: request,
    GRAFANA_ACCESS_POLICY_TOKEN: 'token',
  };
  afterAll(() => removeWorkTree(copy));

  it('says what is wrong before it builds', async () => {
    const misspelt = await runTask(copy, 'sign', env, '--rootUrl', GRAFANA);
    expect(misspelt).toMatchObject({ code: 1, output: expect.stringContaining("'--rootUrl'") });
    const tokenless = await runTask(copy, 'sign', DAY, '--rootUrls', GRAFANA);
    expect(tokenless).toMatchObject({ code: 1, output: expect.stringContaining('GRAFANA_ACCESS_POLICY_TOKEN') });
    expect(existsSync(request)).toBe(false);
    expect(existsSync(inside('dist'))).toBe(false);
  });

  it('signs all that was built, for one Grafana', async () => {
    const signed = await runTask(copy, 'sign', env, '--rootUrls', GRAFANA);
    expect(signed).toMatchObject({ code: 0 });
    const asked = JSON.parse(readFileSync(request, 'utf8')) as { manifest: { files: object } };
    expect(asked).toMatchObject({ hostname: 'grafana.com', token: 'Bearer token', manifest: { rootUrls: [GRAFANA] } });
    expect(Object.keys(asked.manifest.files)).toEqual(
      expect.arrayContaining(['plugin.json', 'datasource/module.js', 'scorecard/img/logo.svg'])
    );
  });

  it('is kept by packaging', async () => {
    expect(await runTask(copy, 'package', DAY)).toMatchObject({
      code: 0,
      output: expect.stringMatching(/, signed\n$/),
    });
    const entries = await readZip(inside('release', `reliability-scorecard-app-${originOf(copy).version}.zip`));
    expect(entries.map((entry) => entry.path)).toContain('reliability-scorecard-app/MANIFEST.txt');
    expect(problemsOf(entries, originOf(copy))).toEqual([]);
  });

  it('holds for these bytes and these sources only', async () => {
    appendFileSync(inside('dist', 'README.md'), '\n');
    const changed = await runTask(copy, 'package', DAY);
    expect(changed).toMatchObject({ code: 1, output: expect.stringContaining('README.md is not what was signed') });
    appendFileSync(inside('CHANGELOG.md'), '\n');
    const outdated = await runTask(copy, 'package', DAY);
    expect(outdated).toMatchObject({ code: 1, output: expect.stringContaining('the sources have changed since') });
    expect(existsSync(inside('dist', 'MANIFEST.txt'))).toBe(true);
  });
});
