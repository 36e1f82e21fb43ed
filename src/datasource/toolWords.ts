import { t } from '@grafana/i18n';
import type { UnknownObjectives } from '../core/query/slos/unknownObjectives';
import type { DiscoveryFailure } from '../core/slo/catalogue';
import type { JudgedSlo } from '../core/query/judgedSlo';
import type { Problem, SourceTool } from '../core/slo/slo';
import type { RulesUnreadable } from '../core/rules/rules';
import { formatDuration } from '../core/window/duration';
import { failureWords } from '../shared/failureWords';
import { PLAIN_TEXT } from '../shared/plainText';
import { minuteWords } from './periodWords';

export function toolWord(tool: SourceTool): string {
  const words: Record<SourceTool, string> = {
    sloth: 'Sloth',
    openslo: 'OpenSLO',
    pyrra: 'Pyrra',
    'grafana-slo': 'Grafana SLO',
    'slo-generator': 'slo-generator',
    'kubernetes-mixin': 'kubernetes-mixin',
  };
  return words[tool];
}

/** What is peculiar to the tools that record no more than they need. */
export function toolProblemWords(
  problem: Extract<
    Problem,
    { kind: 'rulesUnreadable' | 'rulesWouldTell' | 'pushStopped' | 'stepUnreadable' | 'ratiosSummed' | 'groupsSummed' }
  >
): string {
  switch (problem.kind) {
    case 'rulesUnreadable':
      return rulesUnreadableWords(problem.cause);
    case 'rulesWouldTell':
      return problem.what === 'total'
        ? t(
            'slo.rules.total',
            'its rules, which would tell how to count all its events, cannot be read here: permit it, or give the queries in a document'
          )
        : t(
            'slo.rules.pairs',
            'its rules, which would tell when its alerts fire, cannot be read here: the pairs of its alerts may be others'
          );
    case 'pushStopped':
      return t('slo.problem.push-stopped', 'nothing has been pushed since {{since}}; its gauges repeat the last run', {
        ...PLAIN_TEXT,
        since: minuteWords(problem.sinceSeconds),
      });
    case 'stepUnreadable':
      return t(
        'slo.problem.step-unreadable',
        'the step “{{step}}” of its error budget policy is left out: its name tells no window, as “1 hour” or “28d” does',
        { ...PLAIN_TEXT, ...problem }
      );
    case 'ratiosSummed':
      return t(
        'slo.problem.ratios-summed',
        'its burn rates add up the error ratios of every {{label}}, as its alerts do, so they are higher than the share of failed events',
        { ...PLAIN_TEXT, ...problem }
      );
    case 'groupsSummed':
      return groupsSummedWords(problem);
  }
}

/** That nobody has chosen the window; empty where somebody has. */
export function defaultWindowWords({
  tool,
  window,
  windowIsDefault = false,
}: Pick<JudgedSlo, 'tool' | 'window' | 'windowIsDefault'>): string {
  return windowIsDefault
    ? t('slo.window-default', 'The window of {{window}} is the default of {{tool}}: no document says another.', {
        ...PLAIN_TEXT,
        window: formatDuration(window.seconds),
        tool: toolWord(tool),
      })
    : '';
}

/** That what should be several SLOs is one. */
function groupsSummedWords({ by, groups }: Extract<Problem, { kind: 'groupsSummed' }>): string {
  const values = { ...PLAIN_TEXT, labels: by.join(', ') };
  return groups === null
    ? t(
        'slo.problem.groups-unknown',
        'its document wants an SLO for every {{labels}}, but which there are could not be found out: all are counted as one',
        values
      )
    : t(
        'slo.problem.groups-too-many',
        'its document wants an SLO for every {{labels}}, but there are {{groups}}, which is too many: all are counted as one',
        { ...values, groups }
      );
}

/** That only rules tell the rest, and how else it can be told. */
function rulesUnreadableWords(cause: RulesUnreadable): string {
  switch (cause) {
    case 'forbidden':
      return t(
        'slo.rules.forbidden',
        'its objective and alerts stand in rules that may not be read here: permit it, or give the objective in a document'
      );
    case 'missing':
      return t(
        'slo.rules.missing',
        'its objective and alerts stand in rules, which this data source does not serve: give the objective in a document'
      );
    case 'unavailable':
    case 'malformed':
      return t(
        'slo.rules.unavailable',
        'its objective and alerts stand in rules, which could not be read this time: if that does not pass, give the objective in a document'
      );
  }
}

/** What is missing from many rows of an upstream, and what its users can do about all of them at once. */
export function unknownObjectivesWords({ upstream, tools, slos, cause }: UnknownObjectives): string {
  const found = t('slo.objectives-unknown.found', '', {
    ...PLAIN_TEXT,
    defaultValue_one: '{{upstream}}: {{count}} SLO of {{tools}} found, objective unknown.',
    defaultValue_other: '{{upstream}}: {{count}} SLOs of {{tools}} found, objectives unknown.',
    upstream: upstream.name,
    count: slos,
    tools: tools.map(toolWord).join(', '),
  });
  return `${found} ${objectivesRemedyWords(cause)}`;
}

function objectivesRemedyWords(cause: RulesUnreadable): string {
  switch (cause) {
    case 'forbidden':
      return t(
        'slo.objectives-unknown.forbidden',
        'Objectives stand in rules that may not be read here: permit the rules API, or paste the documents of the SLOs into the settings of the data source.'
      );
    case 'missing':
      return t(
        'slo.objectives-unknown.missing',
        'Objectives stand in rules, which this data source does not serve: paste the documents of the SLOs into the settings of the data source.'
      );
    case 'unavailable':
    case 'malformed':
      return t(
        'slo.objectives-unknown.unavailable',
        'Objectives stand in rules, which could not be read this time: if that does not pass, paste the documents of the SLOs into the settings of the data source.'
      );
  }
}

/** That SLOs of a tool may be missing. */
export function discoveryFailureWords({ tool, failure }: DiscoveryFailure): string {
  return t('slo.discovery-failed', 'SLOs of {{tool}} could not be looked for. {{why}}', {
    ...PLAIN_TEXT,
    tool: toolWord(tool),
    why: failureWords(failure),
  });
}
