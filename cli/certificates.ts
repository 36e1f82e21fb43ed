import { spawnSync } from 'node:child_process';
import { changedEvidence, requestOfCertificate } from '../src/core/query/release/again';
import type { Certificate } from '../src/core/release/certificate/certificate';
import { secondsOf } from '../src/core/release/certificate/certificate';
import { verifyCertificate } from '../src/core/release/certificate/verify';
import { textOf } from './documents';
import { judge } from './gate';
import { prometheusOf, textValue, usage, type Values } from './options';
import { certificateProblemWords, taggedVerdict } from './words';

/** A level that a certificate has reached, has failed, or was not looked at for. */
type Level = 'reached' | 'failed' | 'not checked';

/** How far a certificate can be trusted; ends with 0 for a valid PASS. */
export async function verify([file]: readonly string[], values: Values): Promise<number> {
  const statement = read(file);
  const told = verifyCertificate(statement, Date.now() / 1000);
  const messages = told.problems.map(certificateProblemWords);
  let [again, registered]: [Level, Level] = ['not checked', 'not checked'];
  if (textValue(values, 'prometheus') !== null && told.certificate && told.state === 'VALID') {
    [again, registered] = await askAgain(told.certificate, values, messages);
  }
  const signed = signature(file ?? '', values, messages);
  const levels: Record<string, Level> = {
    'L0 digest': told.integrity ? 'reached' : 'failed',
    'L1 arithmetic': told.arithmetic ? 'reached' : 'failed',
    'L2 counts in the Prometheus': again,
    'L3 policy registered before the start': registered,
    'L4 signature': signed,
  };
  const isGood = told.verdict === 'PASS' && ![again, signed, registered].includes('failed');
  const verdict = isGood || told.verdict !== 'PASS' ? taggedVerdict(told.verdict, told.reason) : 'INVALID';
  if (values['json'] === true) {
    console.log(
      JSON.stringify({
        state: told.state,
        expired: told.expired,
        levels,
        messages,
        verdict: told.verdict,
        accepted: isGood,
      })
    );
  } else {
    const lines = Object.entries(levels).map(([name, level]) => `  ${name}: ${level}`);
    const unsigned = signed === 'not checked' ? ['  UNSIGNED: anyone could have made this certificate.'] : [];
    console.log([`${told.state}: ${verdict}`, ...lines, ...unsigned, ...messages.map((one) => `  ${one}`)].join('\n'));
  }
  return isGood ? 0 : 1;
}

async function askAgain(certificate: Certificate, values: Values, messages: string[]): Promise<[Level, Level]> {
  const request = requestOfCertificate(certificate);
  if (request === null) {
    messages.push('The policy in it cannot be asked again.');
    return ['failed', 'failed'];
  }
  const assessment = await judge(prometheusOf(values), request);
  const changed = changedEvidence(certificate, assessment);
  messages.push(
    ...changed.map(
      ({ id, now }) => `${id}: ${now === 'none' ? 'nothing can be counted now' : 'the counts are others now'}.`
    )
  );
  const { registration } = assessment;
  const isRegistered = registration.state === 'registered' && registration.atSeconds < secondsOf(certificate.window.t0);
  if (!isRegistered) {
    messages.push('Registration unverified: no series release_policy_info with this digest before the start.');
  }
  return [changed.length === 0 ? 'reached' : 'failed', isRegistered ? 'reached' : 'not checked'];
}

/** By cosign, where it is there and a bundle is given. */
function signature(file: string, values: Values, messages: string[]): Level {
  const [bundle, key] = [textValue(values, 'bundle'), textValue(values, 'key')];
  if (bundle === null || key === null) {
    return 'not checked';
  }
  const { status, stderr, error } = spawnSync('cosign', ['verify-blob', '--key', key, '--bundle', bundle, file], {
    encoding: 'utf8',
  });
  if (error || status !== 0) {
    messages.push(`The signature does not hold: ${error?.message ?? stderr.trim()}`);
    return 'failed';
  }
  return 'reached';
}

/** What a certificate shows, and what not. */
export function explain([file]: readonly string[], values: Values): number {
  const { certificate, state, verdict, reason, problems } = verifyCertificate(read(file), Date.now() / 1000);
  if (values['json'] === true) {
    console.log(JSON.stringify({ state, verdict, reason, problems, certificate }));
    return state === 'VALID' ? 0 : 1;
  }
  if (certificate === null) {
    console.log(problems.map(certificateProblemWords).join('\n'));
    return 1;
  }
  const { release, window, spec, criteria } = certificate;
  console.log(
    [
      `${release.service} ${release.version ?? ''}: ${taggedVerdict(verdict, reason)}${state === 'VALID' ? '' : ' (the certificate is INVALID)'}`,
      `  counted from ${window.t0} to ${window.t1}, attempt ${release.attempt}`,
      `  policy ${spec.digest}, ${spec.registeredAt === null ? 'registration unverified' : `registered at ${spec.registeredAt}`}`,
      ...criteria.flatMap(({ id, verdict: own, reason: why, requirement, null: rejected, inequality, method }) => [
        `  ${id}: ${taggedVerdict(own, why)}`,
        `    requirement ${requirement}; a pass rejects ${rejected}, by ${method}`,
        ...(inequality === '' ? [] : [`    because ${inequality}`]),
      ]),
      '  It is about the time of the soak and its traffic, and says nothing of next month.',
    ].join('\n')
  );
  return state === 'VALID' ? 0 : 1;
}

function read(file: string | undefined): unknown {
  const text = textOf(file ?? usage('A certificate is missing.'));
  try {
    return JSON.parse(text);
  } catch (error) {
    return usage(`${file} is no JSON: ${(error as Error).message}`);
  }
}
