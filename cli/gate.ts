import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { untilItEnded, worseOf } from '../src/core/query/release/ended';
import { judgeRelease } from '../src/core/query/release/judge';
import { planLocate, readLocate } from '../src/core/query/release/locate';
import { planRelease, planReleaseSamples } from '../src/core/query/release/plan';
import { endOfSoak, evaluationLagSeconds, type ReleaseRequest } from '../src/core/query/release/request';
import type { ReleaseAssessment } from '../src/core/release/assessment/assessment';
import { issueCertificate } from '../src/core/release/certificate/issue';
import {
  attemptValue,
  durationValue,
  neededText,
  policyOf,
  prometheusOf,
  textValue,
  timeValue,
  usage,
  type Values,
} from './options';
import { ask, type PrometheusOptions } from './prometheus';
import { assessmentWords } from './words';

const VERSION = process.env['SCORECARD_VERSION'] ?? '0';
const LOOK_EVERY_SECONDS = 30;

const EXIT = { PASS: 0, FAIL: 1, INCONCLUSIVE: 3 } as const;

/** Judges a release until it is decided or nobody waits any longer. */
export async function gate(values: Values): Promise<number> {
  const policy = policyOf(values);
  const prometheus = prometheusOf(values);
  const isByTime = policy.identity.kind === 'startTime';
  const artifactDigest = textValue(values, 'artifact');
  if (artifactDigest !== null && !/^sha256:[0-9a-f]{64}$/.test(artifactDigest)) {
    usage('--artifact is sha256: and 64 hexadecimal digits.');
  }
  const base: ReleaseRequest = {
    policy,
    version: isByTime ? textValue(values, 'release') : neededText(values, 'release'),
    baselineVersion: textValue(values, 'baseline'),
    attempt: attemptValue(values),
    startSeconds: 0,
    endSeconds: 0,
  };
  const startSeconds = timeValue(values, 'start') ?? (await locate(prometheus, base));
  const giveUp = nowSeconds() + (durationValue(values, 'wait') ?? 0);
  for (;;) {
    const request = { ...base, startSeconds, endSeconds: endOfSoak(policy, startSeconds, nowSeconds()) };
    const assessment = await judge(prometheus, request);
    const { verdict, phase } = assessment;
    const left = giveUp - nowSeconds();
    if (verdict !== 'INCONCLUSIVE' || phase === 'ended' || left <= 0) {
      return finish(values, prometheus, assessment, artifactDigest);
    }
    await sleep(1000 * Math.min(LOOK_EVERY_SECONDS, left));
  }
}

export async function judge(prometheus: PrometheusOptions, request: ReleaseRequest): Promise<ReleaseAssessment> {
  const first = await ask(prometheus, planRelease(request));
  const second = await ask(prometheus, planReleaseSamples(request, first));
  const whole = judgeRelease(request, first, second);
  const ended = untilItEnded(request, whole, first, second);
  return ended === null ? whole : worseOf(whole, await judge(prometheus, ended));
}

async function locate(prometheus: PrometheusOptions, request: ReleaseRequest): Promise<number> {
  const now = nowSeconds();
  const answers = await ask(prometheus, planLocate(request, now));
  const answer = answers.get('locate');
  if (answer?.state === 'failed') {
    usage(`The start could not be found, because the Prometheus did not answer: ${answer.message}. Give --start.`);
  }
  return readLocate(answers, now) ?? usage('When the release began cannot be seen in the last day. Give --start.');
}

function finish(
  values: Values,
  { url }: PrometheusOptions,
  assessment: ReleaseAssessment,
  artifactDigest: string | null
): number {
  const statement = issueCertificate(assessment, {
    issuedAtSeconds: nowSeconds(),
    evaluationLagSeconds: evaluationLagSeconds(assessment.policy),
    source: { prometheus: url.replace(/\/\/[^/@]*@/, '//'), prometheusVersion: null },
    artifactDigest,
    override: null,
    tool: { name: 'reliability-scorecard', version: VERSION },
  });
  const file = textValue(values, 'certificate');
  if (file !== null) {
    writeFileSync(file, `${JSON.stringify(statement, null, 2)}\n`);
  }
  console.log(values['json'] === true ? JSON.stringify(statement) : assessmentWords(assessment).join('\n'));
  return EXIT[assessment.verdict];
}

function nowSeconds(): number {
  return Date.now() / 1000;
}
