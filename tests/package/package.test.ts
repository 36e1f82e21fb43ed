import { createHash } from 'node:crypto';
import { appendFileSync, chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { originOf } from '../../.config/package/bundle';
import { problemsOf } from '../../.config/package/problems';
import { repoRoot } from '../repoRoot';
import { readZip } from './readZip';
import { copyWorkTree, removeWorkTree, runTask } from './workTree';

// Builds take a while on a busy machine.
jest.setTimeout(180_000);

const DAY = { SOURCE_DATE_EPOCH: '1767225599' };
const ZIP = `reliability-scorecard-app-${originOf(repoRoot).version}.zip`;

const inside = (copy: string, ...names: string[]) => path.join(copy, ...names);
const bytes = (copy: string) => readFileSync(inside(copy, 'release', ZIP));

describe('npm run package', () => {
  const copies = [copyWorkTree(), copyWorkTree()] as const;
  const [one, other] = copies;
  afterAll(() => copies.forEach(removeWorkTree));

  it('writes the same bytes wherever and whenever it runs', async () => {
    chmodSync(inside(other, 'LICENSE'), 0o600);
    const runs = await Promise.all([
      runTask(one, 'package', { ...DAY, TZ: 'UTC' }),
      runTask(other, 'package', { ...DAY, TZ: 'Pacific/Auckland' }),
    ]);
    expect(runs.map(({ code, output }) => (code === 0 ? 'done' : output))).toEqual(['done', 'done']);
    expect(bytes(one).equals(bytes(other))).toBe(true);
  });

  it('writes what Grafana’s catalogue takes', async () => {
    const entries = await readZip(inside(one, 'release', ZIP));
    expect(problemsOf(entries, originOf(one))).toEqual([]);
    expect(entries.map((entry) => entry.path)).toEqual(entries.map((entry) => entry.path).sort());
    expect(new Set(entries.map(({ time }) => time))).toEqual(new Set(['2025-12-31T12:00:00.000Z']));
    const app = entries.find((entry) => entry.path === 'reliability-scorecard-app/plugin.json')!;
    expect(JSON.parse(app.content.toString())).toMatchObject({ info: { updated: '2025-12-31' } });
  });

  it('writes checksums in the form that sha256sum --check takes', () => {
    expect(readdirSync(inside(one, 'release')).sort()).toEqual([ZIP, `${ZIP}.sha1`, `${ZIP}.sha256`]);
    for (const algorithm of ['sha1', 'sha256']) {
      const sum = createHash(algorithm).update(bytes(one)).digest('hex');
      expect(readFileSync(inside(one, 'release', `${ZIP}.${algorithm}`), 'utf8')).toBe(`${sum}  ${ZIP}\n`);
    }
  });

  it('builds anew what somebody has changed in dist', async () => {
    appendFileSync(inside(one, 'dist', 'module.js'), '\n// mine');
    expect(await runTask(one, 'package', DAY)).toMatchObject({ code: 0 });
    expect(bytes(one).equals(bytes(other))).toBe(true);
  });

  it('says what keeps a bundle from being packaged', async () => {
    writeFileSync(inside(other, 'src', 'img', 'logo.svg'), '<svg onload="x"></svg>');
    const { code, output } = await runTask(other, 'package', DAY);
    expect(code).toBe(1);
    expect(output).toContain('Not packaged:\n- safe SVG: img/logo.svg');
  });

  it('refuses sources without a date', async () => {
    const { code, output } = await runTask(other, 'package', {});
    expect(code).toBe(1);
    expect(output).toContain('SOURCE_DATE_EPOCH');
  });
});
