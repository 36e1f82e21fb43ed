import { t } from '@grafana/i18n';
import { COVERAGE_FLOOR_RATIO, type Measured } from '../core/budget/dataState';
import type { Exhaustion, StatusCause } from '../core/budget/status';
import type { SloRow } from '../core/query/slos/row';
import type { Problem } from '../core/slo/slo';
import type { Slices } from '../core/slo/slices';
import { formatDuration } from '../core/window/duration';
import { PLAIN_TEXT } from '../shared/plainText';
import { disagreementWords } from './disagreementWords';
import { firingPairWords, pairProblemWords } from './pairWords';
import { countedWords, recordedMethodWords } from './recordedMethodWords';
import { toolProblemWords } from './toolWords';
import { stateWords } from './stateWords';

/** The rule of the status table that decided, with its numbers. */
export function causeWords(cause: StatusCause): string {
  switch (cause.rule) {
    case 'pairFires':
      return firingPairWords(cause);
    case 'cannotSee':
      return cannotSeeWords(cause.what);
    case 'pairsUnknown':
      return t('slo.cause.pairs-unknown', 'A window that an alert needs has no number, so nobody can say it is quiet.');
    case 'doubtful':
      return t('slo.cause.doubtful', 'Its numbers contradict each other or cannot be; see its problems.');
    case 'budgetSpent':
      return t('slo.cause.budget-spent', 'The error budget of the window is spent.');
    case 'budgetLow':
      return t('slo.cause.budget-low', 'Less than 10% of the error budget is left.');
    case 'exhaustionNear':
      return exhaustionWords(cause.exhaustion);
    case 'noTraffic':
      return t('slo.cause.no-traffic', 'There was nothing to count in the last minutes.');
    case 'alertsOff':
      return t('slo.cause.alerts-off', 'Its alerts are switched off. More than 10% of the error budget is left.');
    case 'allQuiet':
      return t('slo.cause.all-quiet', 'No alert pair fires and more than 10% of the error budget is left.');
  }
}

function exhaustionWords({ seconds, rateWindowSeconds, countsPayback }: Exhaustion): string {
  const values = {
    ...PLAIN_TEXT,
    window: formatDuration(rateWindowSeconds),
    duration: roughDuration(seconds),
  };
  return countsPayback
    ? t(
        'slo.cause.exhaustion-near-payback',
        'At the burn rate of the last {{window}} the budget runs out in {{duration}}, counting what leaves the window until then.',
        values
      )
    : t(
        'slo.cause.exhaustion-near',
        'At the burn rate of the last {{window}} the budget runs out in {{duration}}.',
        values
      );
}

function cannotSeeWords(what: Measured): string {
  const { coverageRatio } = what;
  return coverageRatio !== undefined && coverageRatio < COVERAGE_FLOOR_RATIO
    ? t(
        'slo.cause.not-covered',
        'Only {{share}}% of the window has data; {{floor}}% are needed to say it is healthy.',
        {
          ...PLAIN_TEXT,
          share: Math.floor(100 * coverageRatio),
          floor: 100 * COVERAGE_FLOOR_RATIO,
        }
      )
    : stateWords(what);
}

export function methodWords({ method, slo }: Pick<SloRow, 'method' | 'slo'>): string {
  switch (method.kind) {
    case 'recorded':
      return recordedMethodWords(method);
    case 'meanOfSlots':
      return t(
        'slo.method.mean-of-slots',
        'Mean of {{metric}} over the slots with traffic; every slot weighs the same.',
        { ...PLAIN_TEXT, metric: method.metric }
      );
    case 'events':
      return countedWords(slo);
    case 'slices':
      return sliceMethodWords(method.slices);
    case 'composite':
      return t(
        'slo.method.composite',
        'The members: each spends its weight times the share of its own budget that its counted events have spent (OpenSLO, Occurrences). A composite has no SLI of its own.'
      );
    case 'none':
      return '';
  }
}

function sliceMethodWords(slices: Slices): string {
  const values = { ...PLAIN_TEXT, length: formatDuration(slices.seconds) };
  return slices.kind === 'good'
    ? t(
        'slo.method.good-slices',
        'Share of {{length}} slices of which at least {{target}}% was good (OpenSLO, Timeslices): every slice with traffic weighs the same, however many events it had.',
        { ...values, target: Number((slices.targetRatio * 100).toPrecision(12)) }
      )
    : t(
        'slo.method.mean-of-slices',
        'Mean of the shares of good events of {{length}} slices (OpenSLO, RatioTimeslices): every slice with traffic weighs the same, however many events it had.',
        values
      );
}

export function problemWords(problem: Problem): string {
  switch (problem.kind) {
    case 'rulesStopped':
      return t('slo.problem.rules-stopped', 'its rules are no longer evaluated');
    case 'sliMissing':
      return t('slo.problem.sli-missing', 'no SLI series is recorded');
    case 'notCountable':
      return t(
        'slo.problem.not-countable',
        'its document holds nothing that can be counted in events, and its tool has recorded nothing here'
      );
    case 'sliStopped':
      return t('slo.problem.sli-stopped', 'its SLI is no longer recorded');
    case 'objectiveUnknown':
      return t('slo.problem.objective-unknown', 'the objective is not recorded');
    case 'objectivesDisagree':
      return t(
        'slo.problem.objectives-disagree',
        'the info series says objective {{infoRatio}}, the objective series {{seriesRatio}}',
        { ...PLAIN_TEXT, ...problem }
      );
    case 'windowAssumed':
      return t('slo.problem.window-assumed', 'the SLO window is not recorded; {{window}} is assumed', {
        ...PLAIN_TEXT,
        window: formatDuration(problem.windowSeconds),
      });
    case 'pairsAssumed':
      return t('slo.problem.pairs-assumed', 'the alert pairs for this window are assumed, not recorded');
    case 'pairShorterThanSlice':
      return t(
        'slo.problem.pair-shorter-than-slice',
        'the alert pair {{short}}/{{long}} is left out: a slice of {{slice}} is longer than its short window',
        {
          ...PLAIN_TEXT,
          short: formatDuration(problem.shortSeconds),
          long: formatDuration(problem.longSeconds),
          slice: formatDuration(problem.sliceSeconds),
        }
      );
    case 'pairNotRecorded':
      return t(
        'slo.problem.pair-not-recorded',
        'the alert pair {{short}}/{{long}} is assumed but its windows are not recorded',
        { ...PLAIN_TEXT, short: formatDuration(problem.shortSeconds), long: formatDuration(problem.longSeconds) }
      );
    case 'rulesUnreadable':
    case 'rulesWouldTell':
    case 'pushStopped':
    case 'stepUnreadable':
    case 'ratiosSummed':
    case 'groupsSummed':
      return toolProblemWords(problem);
    case 'pairUnreachable':
    case 'lowTraffic':
      return pairProblemWords(problem);
    case 'valueOutOfRange':
      return t('slo.problem.value-out-of-range', '{{metric}} is {{value}}, outside 0 to 1', {
        ...PLAIN_TEXT,
        ...problem,
      });
    case 'budgetDisagrees':
      return t(
        'slo.problem.budget-disagrees',
        'recorded budget {{recorded}} differs from {{computed}}, computed from the recorded ratio',
        {
          ...PLAIN_TEXT,
          recorded: Number(problem.recorded.toPrecision(4)),
          computed: Number(problem.computed.toPrecision(4)),
        }
      );
    case 'documentDisagrees':
      return disagreementWords(problem);
    case 'ratioOutOfRange':
      return t('slo.problem.ratio-out-of-range', 'bad events are {{value}} of all, outside 0 to 1', {
        ...PLAIN_TEXT,
        value: Number(problem.value.toPrecision(4)),
      });
    case 'noGoodEvents':
      return t(
        'slo.problem.no-good-events',
        'no series matches {{selector}}, so every event counts as bad: either all failed, or the query of the good ones is wrong',
        { ...PLAIN_TEXT, ...problem }
      );
    case 'noBadSeries':
      return t(
        'slo.problem.no-bad-series',
        'no series has matched {{selector}} within the window: no bad events, if it is written right',
        { ...PLAIN_TEXT, ...problem }
      );
    case 'badMetricMissing':
      return t(
        'slo.problem.bad-metric-missing',
        'there is no metric {{metric}}, so nobody can tell whether there were bad events: check its name and whether it is scraped',
        { ...PLAIN_TEXT, ...problem }
      );
    case 'labelMissing':
      return t(
        'slo.problem.label-missing',
        'no series of {{metric}} has the label {{label}}, by which its bad events are told: check its name',
        { ...PLAIN_TEXT, ...problem }
      );
    case 'measurementsDisagree':
      return t('slo.problem.measurements-disagree', '{{metric}} is there several times, with different values', {
        ...PLAIN_TEXT,
        ...problem,
      });
    case 'ruleFails':
      return t('slo.problem.rule-fails', 'its rule {{rule}} fails: {{message}}', { ...PLAIN_TEXT, ...problem });
    case 'exclusionsIgnored':
      return t(
        'slo.problem.exclusions-ignored',
        'its recorded number counts the excluded times too: nothing is recorded that they could be left out of'
      );
    case 'errorsNotRecorded':
      return t(
        'slo.problem.errors-not-recorded',
        'events were bad, but its tool has recorded no SLI: its alerts cannot fire'
      );
    case 'memberIdle':
      return t('slo.problem.member-idle', 'its member {{member}} had no events in the window, so it burns nothing', {
        ...PLAIN_TEXT,
        member: problem.member,
      });
    case 'ofMember':
      return t('slo.problem.of-member', '{{member}}: {{problem}}', {
        ...PLAIN_TEXT,
        member: problem.member,
        problem: problemWords(problem.problem),
      });
  }
}

const HIDING: ReadonlyArray<Problem['kind']> = [
  'rulesStopped',
  'sliMissing',
  'sliStopped',
  'notCountable',
  'objectiveUnknown',
  'pushStopped',
  'errorsNotRecorded',
];

/** A problem that hides a number is an error, one that only makes it doubtful a warning. */
export function problemSeverity({ kind }: Problem): 'warning' | 'error' {
  return HIDING.includes(kind) ? 'error' : 'warning';
}

/** The two largest units: `3d4h`. */
function roughDuration(seconds: number): string {
  const unit = seconds >= 86_400 ? 3600 : 60;
  return formatDuration(Math.max(unit, Math.round(seconds / unit) * unit));
}
