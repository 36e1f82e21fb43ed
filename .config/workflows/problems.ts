import { parse } from 'yaml';

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}

interface Job {
  uses?: string;
  steps?: Step[];
  container?: { image: string };
  env?: object;
  'timeout-minutes'?: number;
}

interface Workflow {
  on: string | string[] | object;
  permissions?: Record<string, string>;
  env?: object;
  jobs: Record<string, Job>;
}

/** Triggers that give the secrets of the repository to what others have written. */
const UNSAFE_TRIGGERS = ['pull_request_target', 'workflow_run', 'issue_comment'];

const PINNED = /^\s*(?:- )?uses: [\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;

/** What makes a workflow of GitHub less safe than it can be. */
export function problemsOf(text: string): string[] {
  const workflow = parse(text) as Workflow;
  const jobs = Object.entries(workflow.jobs);
  const steps = jobs.flatMap(([, job]) => job.steps ?? []);
  return [
    ...text
      .split('\n')
      .filter((line) => /^\s*(- )?uses:/.test(line) && !/uses: \.\//.test(line) && !PINNED.test(line))
      .map((line) => `pin: ${line.trim()}`),
    ...[workflow.permissions ?? { nothing: 'said' }]
      .filter((permissions) => Object.values(permissions).some((permission) => permission !== 'read'))
      .map((permissions) => `permissions: ${JSON.stringify(permissions)}`),
    ...steps
      .filter(
        ({ uses, with: inputs }) => uses?.startsWith('actions/checkout@') && inputs?.['persist-credentials'] !== false
      )
      .map(({ uses }) => `credentials: ${uses}`),
    ...triggersOf(workflow)
      .filter((trigger) => UNSAFE_TRIGGERS.includes(trigger))
      .map((trigger) => `trigger: ${trigger}`),
    // Whatever is filled in there becomes part of the script; an environment variable stays a text.
    ...steps.filter(({ run }) => run?.includes('${{')).map(({ run }) => `script: ${run}`),
    ...[workflow, ...jobs.map(([, job]) => job)]
      .filter(({ env }) => JSON.stringify(env ?? {}).includes('secrets.'))
      .map(({ env }) => `secret: ${JSON.stringify(env)}`),
    ...jobs
      .filter(([, { uses, 'timeout-minutes': minutes }]) => uses === undefined && minutes === undefined)
      .map(([name]) => `timeout: ${name}`),
    ...jobs
      .filter(([, { container }]) => container && !/:[\w.-]*\d[\w.-]*$/.test(container.image))
      .map(([name]) => `container: ${name}`),
  ];
}

function triggersOf({ on }: Workflow): string[] {
  return typeof on === 'string' ? [on] : Array.isArray(on) ? on : Object.keys(on);
}
