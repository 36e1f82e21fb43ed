import { aggregate, call, subquery, type Selector } from '../../promql/ast';
import { print } from '../../promql/print';
import { groupBy } from '../columns';
import { COVERAGE_LOOKS } from '../coverage';
import type { JudgedSlo } from '../judgedSlo';
import type { InstantQuery } from '../port';
import { unionQueries, type Leaf, type PartAnswer, type ReadPart } from '../union';
import { increase, leavesOf, coverageLeaves } from './plan';
import { keptSpans, runningSpan, spanId, type Span } from './spans';
import { termKey, type Terms } from './terms';

/** The events of all that counts of a stretch: the sum over its pieces. Absent where no piece has any. */
export function readKept(slo: JudgedSlo, span: Span, terms: Terms, read: ReadPart) {
  const pieces = keptSpans(slo, span);
  return (selector: Selector): PartAnswer =>
    summed(pieces.map((piece) => read(spanId(piece), termKey(terms, selector))));
}

function summed(answers: readonly PartAnswer[]): PartAnswer {
  const failed = answers.find(({ state }) => state === 'failed');
  if (failed) {
    return failed;
  }
  const answered = answers.flatMap((answer) => (answer.state === 'ok' ? [answer] : []));
  const values = answered.flatMap(({ series }) => series[0]?.values[0] ?? []);
  const [time = NaN] = answered.flatMap(({ series }) => series[0]?.timesSeconds[0] ?? []);
  return {
    state: 'ok',
    warning: answered.find(({ warning }) => warning !== undefined)?.warning,
    stepSeconds: undefined,
    series:
      values.length === 0
        ? []
        : [{ labels: {}, timesSeconds: [time], values: [values.reduce((sum, value) => sum + value, 0)] }],
  };
}

/** Union of how often the totals had samples within a piece of the window. */
function keptCoverageId(piece: Span, windowSeconds: number): string {
  return `keptCoverage:${windowSeconds}:${spanId(piece)}`;
}

/**
 * The events within the pieces of their windows that count, and how much of the pieces has samples, for SLOs of whose
 * windows something is excluded. Each piece is as many queries as a window without exclusions.
 */
export function planKept(slos: readonly JudgedSlo[], terms: Terms, toSeconds: number): InstantQuery[] {
  const uses = slos
    .filter(({ events, excluded }) => events !== undefined && excluded.length > 0)
    .flatMap((slo) => keptSpans(slo, runningSpan(slo.window, toSeconds)).map((piece) => ({ slo, piece })));
  // Where a piece lies before the time of the query is another at every refresh; what is refused in it is not.
  const at = (unionId: string, about: string, leaves: ReadonlyArray<Leaf & { selector: Selector }>) =>
    unionQueries<InstantQuery>(
      unionId,
      leaves.map((leaf) => ({ ...leaf, identity: `${about}:${print(leaf.selector)}` })),
      (question) => ({ kind: 'instant', ...question, atSeconds: toSeconds })
    );
  const length = ({ fromSeconds, toSeconds: end }: Span) => end - fromSeconds;
  const ago = (piece: Span) => toSeconds - piece.toSeconds;
  const sloOf = ({ slo }: { slo: JudgedSlo }) => slo;
  return [
    ...[...groupBy(uses, ({ piece }) => spanId(piece)).values()].flatMap((users) => {
      const [{ piece }] = users;
      const leaves = leavesOf(terms, users.map(sloOf), (selector) => increase(selector, length(piece), ago(piece)));
      return at(spanId(piece), 'kept', leaves);
    }),
    ...[...groupBy(uses, ({ slo, piece }) => keptCoverageId(piece, slo.window.seconds)).values()].flatMap((users) => {
      const [{ slo, piece }] = users;
      const looked = (total: Selector) =>
        subquery(aggregate('group', [], total), length(piece), lookSeconds(slo), ago(piece));
      const leaves = coverageLeaves(terms, users.map(sloOf), (total) => call('count_over_time', looked(total)));
      return at(keptCoverageId(piece, slo.window.seconds), 'keptCoverage', leaves);
    }),
  ];
}

function lookSeconds({ window }: JudgedSlo): number {
  return window.seconds / COVERAGE_LOOKS;
}

/** Share of what counts of the window at which there were samples; the failure where that is not known. */
export function keptCoverage(
  slo: JudgedSlo,
  total: Selector,
  toSeconds: number,
  terms: Terms,
  read: ReadPart
): number | Extract<PartAnswer, { state: 'failed' }> {
  let looks = 0;
  let lengthSeconds = 0;
  for (const piece of keptSpans(slo, runningSpan(slo.window, toSeconds))) {
    const answer = read(keptCoverageId(piece, slo.window.seconds), termKey(terms, total));
    if (answer.state === 'failed') {
      return answer;
    }
    looks += answer.series[0]?.values[0] ?? 0;
    lengthSeconds += piece.toSeconds - piece.fromSeconds;
  }
  return lengthSeconds === 0 ? 0 : Math.min(1, (looks * lookSeconds(slo)) / lengthSeconds);
}
