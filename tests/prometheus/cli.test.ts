import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildCli } from '../../.config/tasks/buildCli';
import { certificateDigest, stated } from '../../src/core/release/certificate/issue';
import type { Statement } from '../../src/core/release/certificate/certificate';
import { policyDigest } from '../../src/core/release/policy/spec';
import { policyOf } from '../../src/core/release/policy/testing';
import { repoRoot } from '../repoRoot';
import { type EvaluatedRules, startEvaluatedRules } from './evaluatedRules';
import { even, grid, pods, podSeries, START } from './releaseHistory';
import { gaugeSeries } from './seriesHistory';

const policyText = (service: string) => `apiVersion: reliability-scorecard/v1
kind: ReleasePolicy
metadata: { name: ${service} }
spec:
  service: ${service}
  release: { versionLabel: version }
  soak: { atLeast: 25m, atMost: 30m }
  criteria:
    - id: availability
      successRatio:
        objective: 0.999
        good: sum(rate(requests_total{service="${service}", code!~"5.."}[5m]))
        total: sum(rate(requests_total{service="${service}"}[5m]))
`;

let folder: string;
let cli: string;
let prometheus: EvaluatedRules;
const servers: Server[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scorecard-cli-'));
  cli = await buildCli(repoRoot);
  for (const service of ['good', 'bad', 'quiet']) {
    writeFileSync(join(folder, `${service}.yaml`), policyText(service));
  }
  prometheus = await startEvaluatedRules({
    files: {},
    grid,
    history: [
      ...podSeries('good', pods(even(50, 10))),
      ...podSeries('bad', pods(even(50, 1, 6))),
      ...podSeries('quiet', pods(even(0.4, 0))),
      gaugeSeries({ __name__: 'release_policy_info', digest: policyDigest(policyOf(policyText('good')))! }, () => 1),
    ],
  });
}, 90_000);

afterAll(async () => {
  servers.forEach((server) => server.close());
  await prometheus.stop();
  rmSync(folder, { recursive: true });
}, 30_000);

interface Run {
  code: number | null;
  out: string;
  err: string;
}

function run(args: readonly string[], env: Record<string, string> = {}): Promise<Run> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [cli, ...args], { cwd: folder, env: { ...process.env, ...env } });
    let [out, err] = ['', ''];
    child.stdout.on('data', (data: Buffer) => (out += data.toString()));
    child.stderr.on('data', (data: Buffer) => (err += data.toString()));
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

const gate = (service: string, ...more: string[]) => {
  const certificate = ['--certificate', `${service}.json`];
  const start = ['--start', String(START), '--release', 'v2'];
  return run([
    'gate',
    '--policy',
    `${service}.yaml`,
    '--prometheus',
    prometheus.url,
    ...start,
    ...certificate,
    ...more,
  ]);
};
const certificateOf = (service: string) =>
  JSON.parse(readFileSync(join(folder, `${service}.json`), 'utf8')) as Statement;

/** A Prometheus that answers everything alike; tells what it was sent. */
async function fake(status: number, body: string): Promise<{ url: string; headers: string[] }> {
  const headers: string[] = [];
  const server = createServer((request, response) => {
    headers.push(`${request.headers.authorization ?? ''} ${String(request.headers['x-scope-orgid'] ?? '')}`);
    response.writeHead(status).end(body);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, headers };
}

describe('gate', () => {
  it.each([
    ['good', 0, 'PASS'],
    ['bad', 1, 'FAIL'],
    ['quiet', 3, 'INCONCLUSIVE'],
  ])('ends a %s release with %d', async (service, code, verdict) => {
    const told = await gate(service);
    expect([told.code, told.err]).toEqual([code, '']);
    expect(certificateOf(service).predicate.verdict).toBe(verdict);
    expect(JSON.parse((await gate(service, '--json')).out)).toMatchObject({ predicate: { verdict } });
  });

  it('says what a quiet one lacks, and what is assumed', async () => {
    const { out } = await gate('quiet');
    expect(out).toMatch(/needs about [\d,]+ more events, about [\d.]+ h/);
    expect(out).toContain('nothing is registered, so larger ones are outside of the guarantee');
    expect(out).toContain('registration unverified');
  });

  it('asks for the start where nobody can see it', async () => {
    const { code, err } = await run([
      'gate',
      '--policy',
      'good.yaml',
      '--prometheus',
      prometheus.url,
      '--release',
      'v2',
    ]);
    expect([code, err]).toEqual([2, expect.stringContaining('Give --start')]);
  });

  it.each([
    [422, '{"status":"error","error":"too many samples"}', 'too many samples'],
    [503, 'down', 'HTTP 503 down'],
    [200, 'no JSON', 'HTTP 200 no JSON'],
    [200, '{"status":"success","data":{"result":[]}}', 'There is no series'],
    [200, '{"status":"success","warnings":["a store is missing"],"data":{"result":[]}}', 'a store is missing'],
  ])('never passes on HTTP %d %s', async (status, body, said) => {
    const { url, headers } = await fake(status, body);
    const args = ['gate', '--policy', 'good.yaml', '--prometheus', url, '--release', 'v2', '--start', String(START)];
    const { code, out } = await run(args, {
      PROMETHEUS_BEARER_TOKEN: 'secret',
      PROMETHEUS_HEADERS: 'X-Scope-OrgID: a',
    });
    expect(code).toBe(3);
    expect(out).toContain(said);
    expect(headers[0]).toBe('Bearer secret a');
    expect(out).not.toContain('secret');
  });

  it('never passes where nothing answers', async () => {
    const args = ['gate', '--policy', 'good.yaml', '--prometheus', 'http://127.0.0.1:1', '--release', 'v2'];
    expect((await run([...args, '--start', String(START)])).code).toBe(3);
  });

  it.each([
    [['gate'], '--policy is missing'],
    [[], 'A command is missing'],
    [['gate', '--polcy', 'x'], "Unknown option '--polcy'"],
    [['gate', '--policy', 'nowhere.yaml'], 'nowhere.yaml cannot be read'],
    [['gate', '--policy', 'good.yaml', '--prometheus', 'ftp://x'], 'is no http or https address'],
  ])('ends %j with 2', async (args, said) => {
    const { code, err } = await run(args);
    expect([code, err]).toEqual([2, expect.stringContaining(said)]);
  });
});

describe('verify', () => {
  it('reaches every level but the signature, and says loudly that there is none', async () => {
    await gate('good');
    const { code, out } = await run(['verify', 'good.json', '--prometheus', prometheus.url]);
    expect(out).toContain('L2 counts in the Prometheus: reached');
    expect(out).toContain('L3 policy registered before the start: reached');
    expect(out).toContain('L4 signature: not checked');
    expect(out).toContain('UNSIGNED');
    expect(code).toBe(0);
  });

  it('finds counts that are not those of the Prometheus', async () => {
    const { predicate } = certificateOf('good');
    const [criterion] = predicate.criteria;
    const evidence = criterion!.evidence as unknown as { resets: number };
    evidence.resets += 1;
    writeFileSync(
      join(folder, 'forged.json'),
      JSON.stringify(stated({ ...predicate, digest: certificateDigest(predicate)! }))
    );
    expect((await run(['verify', 'forged.json'])).code).toBe(0);
    const { code, out } = await run(['verify', 'forged.json', '--prometheus', prometheus.url]);
    expect([code, out]).toEqual([1, expect.stringContaining('L2 counts in the Prometheus: failed')]);
  });

  it('refuses a changed one, and what is none', async () => {
    const text = readFileSync(join(folder, 'bad.json'), 'utf8').replaceAll('"FAIL"', '"PASS"');
    writeFileSync(join(folder, 'changed.json'), text);
    const { code, out } = await run(['verify', 'changed.json', '--json']);
    expect([code, JSON.parse(out)]).toMatchObject([1, { state: 'INVALID', accepted: false }]);
    writeFileSync(join(folder, 'none.json'), '{}');
    expect((await run(['verify', 'none.json'])).code).toBe(1);
    expect((await run(['verify', 'good.yaml'])).code).toBe(2);
  });
});

it.each([
  ['has not started', ['--start', '4102444800'], 'NOT_STARTED'],
  ['nobody runs', ['--start', String(START), '--release', 'v9', '--wait', '1s'], 'NO_DATA'],
])('certifies of a release that %s that nothing was decided', async (_, args, reason) => {
  const told = await gate('good', ...args, '--certificate', 'undecided.json');
  expect(told.code).toBe(3);
  const { code, out } = await run(['verify', 'undecided.json', '--json']);
  expect(JSON.parse(out)).toMatchObject({ state: 'VALID', verdict: 'INCONCLUSIVE', messages: [] });
  expect(certificateOf('undecided').predicate.reason).toBe(reason);
  expect(code).toBe(1);
});

it('explains a certificate in words', async () => {
  const { code, out } = await run(['explain', 'good.json']);
  expect(code).toBe(0);
  expect(out).toMatch(/a pass rejects p < 0.999, by anytime-bursts\/1\n {4}because lnEPass [\d.]+ >= ln\(1\/alpha\)/);
});

it('plans at the traffic of last week', async () => {
  const { code, out } = await run(['plan', '--policy', 'good.yaml', '--prometheus', prometheus.url]);
  expect([code, out]).toEqual([3, expect.stringContaining('CANNOT pass within its soak')]);
});

it('validates documents of both kinds, each with its file', async () => {
  const examples = ['availability-good-total.yaml', 'releases/canary.yaml'].map((name) =>
    join(repoRoot, 'examples', name)
  );
  const { code, out } = await run(['validate', ...examples]);
  expect([code, out]).toEqual([0, expect.stringContaining('1 SLOs, 1 release policies, 0 errors')]);
  writeFileSync(join(folder, 'wrong.yaml'), policyText('x').replace('0.999', '99.9'));
  const wrong = await run(['validate', 'good.yaml', 'wrong.yaml']);
  expect([wrong.code, wrong.out]).toEqual([1, expect.stringContaining('wrong.yaml: error: Document 2, line 11')]);
});
