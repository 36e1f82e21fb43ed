import { parseArgs } from 'node:util';
import { judgeAhead, planAhead } from '../src/core/query/release/ahead';
import { policyDigest } from '../src/core/release/policy/spec';
import { roughDuration } from '../src/shared/words/release';
import { explain, verify } from './certificates';
import { readFiles } from './documents';
import { gate } from './gate';
import { attemptValue, policyOf, prometheusOf, textValue, usage, type Values } from './options';
import { ask } from './prometheus';
import { USAGE, UsageError } from './usage';

const USAGE_EXIT = 2;
const NOT_DECIDED_EXIT = 3;

async function run(): Promise<number> {
  const { values, positionals } = parsed();
  const [command, ...files] = positionals;
  switch (command) {
    case 'gate':
      return gate(values);
    case 'plan':
      return plan(values);
    case 'verify':
      return verify(files, values);
    case 'explain':
      return explain(files, values);
    case 'validate':
      return validate(files, values);
    default:
      return usage(command === undefined ? 'A command is missing.' : `There is no command ${command}.`);
  }
}

function parsed() {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        policy: text,
        slo: { type: 'string', multiple: true },
        prometheus: text,
        timeout: text,
        release: text,
        baseline: text,
        start: text,
        attempt: text,
        wait: text,
        certificate: text,
        artifact: text,
        share: text,
        bundle: text,
        key: text,
        json: { type: 'boolean' },
      },
    });
  } catch (error) {
    return usage((error as Error).message);
  }
}

/** How long a release would take to pass; ends with 3 where it could not within its soak. */
async function plan(values: Values): Promise<number> {
  const policy = policyOf(values);
  const trafficShareRatio = Number(textValue(values, 'share') ?? 1);
  if (!(trafficShareRatio > 0 && trafficShareRatio <= 1)) {
    usage('--share is the share of the traffic that the release gets, above 0 and at most 1.');
  }
  const request = {
    policy,
    attempt: attemptValue(values),
    atSeconds: Math.floor(Date.now() / 1000),
    trafficShareRatio,
  };
  const told = judgeAhead(request, await ask(prometheusOf(values), planAhead(request)));
  if (values['json'] === true) {
    console.log(JSON.stringify({ ...told, policyDigest: policyDigest(policy) }));
  } else {
    const pass = told.passSeconds === null ? 'never' : `after about ${roughDuration(told.passSeconds)}`;
    const within = told.possible
      ? ''
      : `; it CANNOT pass within its soak of ${roughDuration(policy.soak.atMostSeconds)}`;
    console.log(
      [
        `${policy.name}: a pass is possible ${pass} at last week's traffic${within}`,
        `  register it as release_policy_info{digest="${policyDigest(policy)}"} before the start`,
        ...told.criteria.map(({ id, plan: own, warning }) => {
          const events = own?.expectedEvents == null ? '' : `about ${Math.ceil(own.expectedEvents)} events`;
          const seconds = own?.expectedSeconds == null ? '' : `, ${roughDuration(own.expectedSeconds)}`;
          return `  ${id}: ${events}${seconds}${warning === null ? '' : ` ${warning}`}`;
        }),
      ].join('\n')
    );
  }
  return told.possible ? 0 : NOT_DECIDED_EXIT;
}

function validate(files: readonly string[], values: Values): number {
  if (files.length === 0) {
    usage('A file is missing.');
  }
  const { definitions, policies, messages, problems, errors } = readFiles(files);
  const digests = policies.map(({ policy }) => ({ name: policy.name, digest: policyDigest(policy) }));
  if (values['json'] === true) {
    const slos = definitions.map(({ service, name }) => `${service}/${name}`);
    console.log(JSON.stringify({ slos, policies: digests, messages, problems }));
  } else {
    const found = `${definitions.length} SLOs, ${policies.length} release policies, ${errors} errors`;
    console.log([...messages, ...digests.map(({ name, digest }) => `${name}: ${digest}`), found].join('\n'));
  }
  return errors > 0 ? 1 : 0;
}

run().then(
  (code) => {
    process.exitCode = code;
  },
  (error: Error) => {
    console.error(error instanceof UsageError ? `${error.message}\n\n${USAGE}` : error.message);
    process.exitCode = USAGE_EXIT;
  }
);
