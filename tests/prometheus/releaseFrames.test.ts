/** @jest-environment ./.config/jest-window-environment.cjs */
import type { DataFrame } from '@grafana/data';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { from, lastValueFrom, of } from 'rxjs';
import { judge } from '../../cli/gate';
import { endOfSoak, evaluationLagSeconds } from '../../src/core/query/release/request';
import type { ReleaseAssessment } from '../../src/core/release/assessment/assessment';
import { secondsOf, type Statement } from '../../src/core/release/certificate/certificate';
import { issueCertificate } from '../../src/core/release/certificate/issue';
import { verifyCertificate } from '../../src/core/release/certificate/verify';
import { policyOf } from '../../src/core/release/policy/testing';
import { RELEASE } from '../../src/datasource/queryTypes/release';
import type { SloQuery } from '../../src/datasource/types';
import { repoRoot } from '../repoRoot';
import { demoHistory } from './demoHistory';
import { askHttp } from './http';

// What the data source shows of a release and what the command line says of it are one.

const HOUR = 3600;
const { url, anchorSeconds, truth } = demoHistory();
const policyNamed = (name: string) =>
  policyOf(readFileSync(join(repoRoot, 'examples', 'releases', `${name}.yaml`), 'utf8'));

/** As the command line judges it at a time. */
function gate(name: string, version: string, startSeconds: number): Promise<ReleaseAssessment> {
  const policy = policyNamed(name);
  return judge(
    { url, headers: {}, timeoutMilliseconds: 60_000 },
    {
      policy,
      version,
      baselineVersion: null,
      attempt: 1,
      startSeconds,
      endSeconds: endOfSoak(policy, startSeconds, anchorSeconds),
    }
  );
}

/** The frames of a query at a time; where no start is given, it is looked for. */
async function shown(policy: string, version: string, nowSeconds: number, startSeconds: number | null = null) {
  const target: SloQuery = { refId: 'A', schemaVersion: 1, queryType: 'release' };
  const range = { fromSeconds: nowSeconds, toSeconds: nowSeconds, stepSeconds: 60, zone: 'Etc/UTC' };
  const told = await lastValueFrom(
    RELEASE.ask({
      target,
      range,
      slos: [],
      known: [],
      rules: { state: 'ok', groups: [] },
      upstream: { uid: 'prometheus', name: 'Prometheus', labels: {} },
      options: {},
      grafanaAlerting: of({ alerts: { state: 'ok', value: [] }, alertmanager: null }),
      askExemplars: () => of([]),
      askUpstream: (queries) => from(askHttp(url, queries)),
      release: {
        policy: policyNamed(policy),
        version,
        baselineVersion: null,
        startSeconds,
        attempt: 1,
        nowSeconds,
        toolVersion: '1.0.0',
      },
    })
  );
  expect(told.messages).toEqual([]);
  const [criteria, release] = RELEASE.frames(target, range, [told.found]);
  return { criteria: criteria!, release: release! };
}

const valuesOf = ({ fields }: DataFrame, name: string) =>
  fields.find((field) => field.name === name)!.values as unknown[];

describe.each([
  ['loyalty-canary', 'loyalty', '7.3.0', 26 * HOUR, 'FAIL'],
  ['loyalty-canary', 'loyalty', '7.3.1', 3 * HOUR, 'PASS'],
  ['catering-canary', 'catering', '2.1.0', 3000, 'INCONCLUSIVE'],
] as const)('%s: %s %s', (policy, service, version, before, verdict) => {
  const startSeconds = anchorSeconds - before;
  let judged: ReleaseAssessment;
  let frames: { criteria: DataFrame; release: DataFrame };

  beforeAll(async () => {
    judged = await gate(policy, version, startSeconds);
    frames = await shown(policy, version, anchorSeconds, startSeconds);
  });

  it('has the verdicts and the certificate of the command line', () => {
    expect([judged.verdict, valuesOf(frames.release, 'verdict')]).toEqual([verdict, [verdict]]);
    expect(valuesOf(frames.criteria, 'verdict')).toEqual(judged.criteria.map((one) => one.verdict));
    const own = JSON.parse(String(valuesOf(frames.release, 'certificate')[0])) as Statement;
    const { issuedAt, source, tool } = own.predicate;
    expect(verifyCertificate(own, secondsOf(issuedAt)).state).toBe('VALID');
    const issued = issueCertificate(judged, {
      issuedAtSeconds: anchorSeconds,
      evaluationLagSeconds: evaluationLagSeconds(judged.policy),
      source,
      artifactDigest: null,
      override: null,
      tool,
    });
    expect(own).toEqual(JSON.parse(JSON.stringify(issued)));
  });

  it('counts what was drawn', () => {
    const endSeconds = Number(valuesOf(frames.release, 'end')[0]) / 1000;
    const drawn = truth.releaseCounts(service, version, startSeconds, endSeconds);
    expect(valuesOf(frames.criteria, 'criterion').slice(0, 2)).toEqual(['availability', 'latency']);
    expect(valuesOf(frames.criteria, 'total').slice(0, 3)).toEqual([drawn.total, drawn.total, drawn.total]);
    expect(valuesOf(frames.criteria, 'bad').slice(0, 3)).toEqual([
      drawn.failed,
      drawn.total - drawn.quick,
      drawn.failed,
    ]);
  });

  it('is found to have begun when it did', async () => {
    const { release } = await shown(policy, version, anchorSeconds);
    const found = Number(valuesOf(release, 'start')[0]) / 1000;
    expect(found).toBeLessThanOrEqual(startSeconds);
    expect(startSeconds - found).toBeLessThanOrEqual(60);
    expect(valuesOf(release, 'verdict')).toEqual([verdict]);
  });
});
