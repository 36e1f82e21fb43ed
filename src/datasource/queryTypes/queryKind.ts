import type { DataFrame } from '@grafana/data';
import { map, type Observable } from 'rxjs';
import type { GrafanaAlerting } from '../../core/query/alerts/rows';
import type { BudgetSeriesRequest } from '../../core/query/budgetSeries';
import type { Answers, Query, RangeQuery } from '../../core/query/port';
import type { RulesAnswer } from '../../core/rules/rules';
import type { Slo, Upstream } from '../../core/slo/slo';
import { failureWords } from '../../shared/failureWords';
import type { AskedRelease } from '../askedRelease';
import type { SloDataSourceOptions, SloQuery } from '../types';

export interface AskedRange extends BudgetSeriesRequest {
  /** IANA zone by whose clock days and months begin. */
  zone: string;
}

/** What is asked of one upstream. */
export interface Asked {
  target: SloQuery;
  range: AskedRange;
  /** Those of the upstream that the query chooses. */
  slos: readonly Slo[];
  /** Its rules as they were when the catalogue was read, at most a minute ago. */
  rules: RulesAnswer;
  upstream: Upstream;
  /** All of the upstream, chosen or not. */
  known: readonly Slo[];
  options: SloDataSourceOptions;
  /** The release that the query is about; null for all but those of a release. */
  release: AskedRelease | null;
  askUpstream: (queries: readonly Query[]) => Observable<Answers>;
  /** What Grafana itself tells of alerts at the end of the range; the same whichever upstream asks. */
  grafanaAlerting: Observable<GrafanaAlerting>;
  /** Frames of exemplars; none where the upstream gives none. */
  askExemplars: (query: RangeQuery) => Observable<DataFrame[]>;
}

/** What one upstream has told so far. */
export interface Told<T> {
  /** `loading` while a slower part, such as the trend, is still missing. */
  state: 'loading' | 'done';
  found: T;
  /** What went wrong with single queries; their numbers say so too. */
  messages: readonly string[];
  /** What was asked for it. */
  sent: readonly Query[];
  /** Labels of filters that no SLO of the upstream has. */
  labelsOfNone?: readonly string[];
}

/** How queries of one type are answered: upstream by upstream, and then as frames of all. */
export interface QueryKind<T> {
  ask: (asked: Asked) => Observable<Told<T>>;
  frames: (target: SloQuery, range: AskedRange, found: readonly T[]) => DataFrame[];
}

/** The `ask` of a kind whose answer follows from one question. */
export function askOnce<T>(
  plan: (asked: Asked) => Query[],
  judge: (asked: Asked, answers: Answers) => T
): QueryKind<T>['ask'] {
  return (asked) => {
    const queries = plan(asked);
    return asked.askUpstream(queries).pipe(
      map((answers) => ({
        state: 'done',
        found: judge(asked, answers),
        messages: failures(answers),
        sent: queries,
      }))
    );
  };
}

/** What went wrong or was restricted, each thing once. */
export function failures(answers: Answers): string[] {
  const said = [...answers.values()].flatMap((answer) =>
    answer.state === 'failed'
      ? [failureWords(answer)]
      : [...answer.warnings, ...[...(answer.refused?.values() ?? [])].map(failureWords)]
  );
  return [...new Set(said)];
}
