import type { TestDataSourceResponse } from '@grafana/data';
import { t } from '@grafana/i18n';
import { readPolicyOptions } from '../core/budget/policyOptions';
import type { CatalogueResult } from '../core/slo/catalogue';
import type { Slo, Upstream } from '../core/slo/slo';
import { failureWords } from '../shared/failureWords';
import { PLAIN_TEXT } from '../shared/plainText';
import type { ResolvedUpstream } from '../shared/delegate/upstreams';
import { documentProblemWords } from '../shared/words/documents';
import { annotationProblemWords, exclusionProblemWords } from './exclusionWords';
import { policyProblemWords } from './policyWords';
import type { ConfigurationProblems } from './run';
import type { SloDataSourceOptions } from './types';
import { noUpstreamWords, unusableWords } from './upstreamWords';
import { discoveryFailureWords, toolWord } from './toolWords';
import { problemWords } from './words';

/** What "Save & test" says: how many SLOs each upstream holds, who recorded them, and what is wrong with which. */
export async function checkHealth(
  upstreams: readonly ResolvedUpstream[],
  read: (upstream: Upstream) => Promise<CatalogueResult>,
  configured: ConfigurationProblems,
  errorBudgetPolicy: SloDataSourceOptions['errorBudgetPolicy']
): Promise<TestDataSourceResponse> {
  if (upstreams.length === 0) {
    return { status: 'error', message: noUpstreamWords() };
  }
  const findings = await Promise.all(upstreams.map((resolved) => checkUpstream(resolved, read)));
  const errors = [
    ...configured.documents.filter(({ severity }) => severity === 'error').map(documentProblemWords),
    ...readPolicyOptions(errorBudgetPolicy).problems.map(policyProblemWords),
    ...configured.exclusions.map(exclusionProblemWords),
    ...configured.annotations.filter(({ kind }) => kind === 'unreadable').map(annotationProblemWords),
  ];
  return {
    status: errors.length > 0 || findings.some(({ ok }) => !ok) ? 'error' : 'success',
    message: [...findings.map(({ text }) => text), ...errors.slice(0, MOST_NAMED), ...moreWords(errors.length)].join(
      ' '
    ),
  };
}

const MOST_NAMED = 3;

/** How many errors are not told here; the settings mark each where it stands. */
function moreWords(errors: number): string[] {
  const count = errors - MOST_NAMED;
  return count <= 0
    ? []
    : [
        t('health.more', '', {
          ...PLAIN_TEXT,
          defaultValue_one: 'And {{count}} more error.',
          defaultValue_other: 'And {{count}} more errors.',
          count,
        }),
      ];
}

interface Finding {
  ok: boolean;
  text: string;
}

async function checkUpstream(
  resolved: ResolvedUpstream,
  read: (upstream: Upstream) => Promise<CatalogueResult>
): Promise<Finding> {
  if (resolved.state !== 'ok') {
    return { ok: false, text: unusableWords(resolved) };
  }
  const { upstream } = resolved;
  const catalogue = await read(upstream);
  if (catalogue.state === 'failed') {
    return {
      ok: false,
      text: t('health.unreadable', '{{upstream}}: {{why}}', {
        ...PLAIN_TEXT,
        upstream: upstream.name,
        why: failureWords(catalogue.failure),
      }),
    };
  }
  const { slos, failures } = catalogue;
  // Of a tool that could not be looked for nobody knows whether it has any.
  const unknown = failures.map((one) => `${upstream.name}: ${discoveryFailureWords(one)}`);
  if (slos.length === 0 && unknown.length > 0) {
    return { ok: false, text: unknown.join(' ') };
  }
  if (slos.length === 0) {
    return {
      ok: false,
      text: t(
        'health.none',
        '{{upstream}} answers, but holds no SLOs that a tool has recorded, and no document defines one.',
        { ...PLAIN_TEXT, upstream: upstream.name }
      ),
    };
  }
  const tools = [...new Set(slos.map(({ tool }) => toolWord(tool)))].join(', ');
  const found = t('health.found', '', {
    ...PLAIN_TEXT,
    defaultValue_one: '{{count}} SLO found in {{upstream}}, by {{tools}}',
    defaultValue_other: '{{count}} SLOs found in {{upstream}}, by {{tools}}',
    count: slos.length,
    upstream: upstream.name,
    tools,
  });
  return { ok: unknown.length === 0, text: [`${found}${problemSentence(slos)}.`, ...unknown].join(' ') };
}

function problemSentence(slos: readonly Slo[]): string {
  const troubled = slos.filter(({ problems }) => problems.length > 0);
  if (troubled.length === 0) {
    return '';
  }
  const named = troubled
    .slice(0, MOST_NAMED)
    .map(({ service, name, problems }) => `${service} / ${name}: ${problems.map(problemWords).join(', ')}`);
  const left = troubled.length - named.length;
  const more = left > 0 ? [t('health.more-problems', 'and {{count}} more', { ...PLAIN_TEXT, count: left })] : [];
  const counted = t('health.problems', '', {
    ...PLAIN_TEXT,
    defaultValue_one: '{{count}} has a problem',
    defaultValue_other: '{{count}} have problems',
    count: troubled.length,
  });
  return `; ${counted}: ${[...named, ...more].join('; ')}`;
}
