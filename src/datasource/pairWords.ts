import { t } from '@grafana/i18n';
import type { AlertPair } from '../core/budget/alertPairs';
import type { StatusCause } from '../core/budget/status';
import type { Problem } from '../core/slo/slo';
import { formatDuration } from '../core/window/duration';
import { PLAIN_TEXT } from '../shared/plainText';

/** A pair that fires, with the numbers it fires on. */
export function firingPairWords({ pair, shortRate, longRate }: Extract<StatusCause, { rule: 'pairFires' }>): string {
  const values = {
    ...PLAIN_TEXT,
    short: formatDuration(pair.shortSeconds),
    long: formatDuration(pair.longSeconds),
    shortRate: Number(shortRate.toPrecision(3)),
    longRate: Number(longRate.toPrecision(3)),
    factor: Number(pair.factor.toPrecision(3)),
  };
  if (pair.shortSeconds === pair.longSeconds) {
    return pair.severity === 'page'
      ? t('slo.cause.page-fires-alone', 'Burn rate {{longRate}} over {{long}}, above {{factor}}: worth a page.', values)
      : t(
          'slo.cause.ticket-fires-alone',
          'Burn rate {{longRate}} over {{long}}, above {{factor}}: worth a ticket.',
          values
        );
  }
  if (pair.comparison === '>=') {
    return pair.severity === 'page'
      ? t(
          'slo.cause.page-fires-from',
          'Burn rate {{shortRate}} over {{short}} and {{longRate}} over {{long}}, both at least {{factor}}: worth a page.',
          values
        )
      : t(
          'slo.cause.ticket-fires-from',
          'Burn rate {{shortRate}} over {{short}} and {{longRate}} over {{long}}, both at least {{factor}}: worth a ticket.',
          values
        );
  }
  return pair.severity === 'page'
    ? t(
        'slo.cause.page-fires',
        'Burn rate {{shortRate}} over {{short}} and {{longRate}} over {{long}}, both above {{factor}}: worth a page.',
        values
      )
    : t(
        'slo.cause.ticket-fires',
        'Burn rate {{shortRate}} over {{short}} and {{longRate}} over {{long}}, both above {{factor}}: worth a ticket.',
        values
      );
}

/** A pair by its severity and windows: `page 5m/1h`; by one window where it looks at one only. */
export function firingPairText({ severity, shortSeconds, longSeconds }: AlertPair): string {
  const windows = [...new Set([shortSeconds, longSeconds])].map(formatDuration).join('/');
  return `${severity} ${windows}`;
}

/** That what fires may burn for longer than is told. */
export function unseenOnsetWords(): string {
  return t('slo.onset.unseen', 'It may have begun to burn earlier: there are no numbers of the time before.');
}

/** What is wrong with an alert pair. */
export function pairProblemWords(problem: Extract<Problem, { kind: 'pairUnreachable' | 'lowTraffic' }>): string {
  if (problem.kind === 'pairUnreachable') {
    return t(
      'slo.problem.pair-unreachable',
      'the alert pair {{short}}/{{long}} can never fire: its burn rate of {{factor}} is out of reach even if every event fails',
      {
        ...PLAIN_TEXT,
        short: formatDuration(problem.shortSeconds),
        long: formatDuration(problem.longSeconds),
        factor: Number(problem.factor.toPrecision(3)),
      }
    );
  }
  return t(
    'slo.problem.low-traffic',
    'low traffic: about {{events}} events in {{window}}, so that one failure alone fires the alert pair {{short}}/{{window}}; it spends {{share}}% of the budget',
    {
      ...PLAIN_TEXT,
      events: Number(problem.expectedEvents.toPrecision(2)),
      short: formatDuration(problem.shortSeconds),
      window: formatDuration(problem.longSeconds),
      share: Number((100 * problem.failureBudgetRatio).toPrecision(3)),
    }
  );
}
