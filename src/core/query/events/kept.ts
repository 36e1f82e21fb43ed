import { aggregate, call, subquery, type Selector } from '../../promql/ast';
import { print } from '../../promql/print';
import { groupBy } from '../../groupBy';
import { COVERAGE_LOOKS } from '../coverage';
import type { JudgedSlo } from '../judgedSlo';
import type { InstantQuery } from '../port';
import { unionQueries, type PartAnswer, type ReadPart } from '../union';
import { coverageLeaves } from './plan';
import { keptSpans, leafKey, leavesOfPieces, piecesOf, planPieces, readPiece, runningSpan, type Span } from './spans';
import { termKey, type Terms } from './terms';

/** The events of all that counts of a stretch: the sum over its pieces. Absent where no piece has any. */
export function readKept(slo: JudgedSlo, span: Span, terms: Terms, read: ReadPart) {
  const pieces = keptSpans(slo, span);
  return (selector: Selector): PartAnswer =>
    summed(pieces.map((piece) => readPiece(piece, termKey(terms, selector), read)));
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

const COVERAGE_ID = 'keptCoverage';

/**
 * The events within the pieces of their windows that count, and how much of the pieces has samples, for SLOs of whose
 * windows something is excluded.
 */
export function planKept(slos: readonly JudgedSlo[], terms: Terms, toSeconds: number): InstantQuery[] {
  const cut = slos.filter(({ events, excluded }) => events !== undefined && excluded.length > 0);
  const pieces = piecesOf(cut, ({ window }) => [runningSpan(window, toSeconds)]);
  const coverage = leavesOfPieces(pieces, (own, piece) =>
    [...groupBy(own, ({ window }) => String(window.seconds)).values()].flatMap((alike) => {
      const looked = (total: Selector) => {
        const length = piece.toSeconds - piece.fromSeconds;
        return subquery(aggregate('group', [], total), length, lookSeconds(alike[0]), toSeconds - piece.toSeconds);
      };
      return coverageLeaves(terms, alike, (total) => call('count_over_time', looked(total))).map((leaf) => ({
        ...leaf,
        key: coverageKey(alike[0], leaf.key),
      }));
    })
  );
  return [
    ...planPieces(pieces, terms, toSeconds),
    ...unionQueries<InstantQuery>(
      COVERAGE_ID,
      coverage.map(({ piece: _, selector, ...leaf }) => ({ ...leaf, identity: `${COVERAGE_ID}:${print(selector)}` })),
      (question) => ({ kind: 'instant', ...question, atSeconds: toSeconds })
    ),
  ];
}

/** Windows of another length are looked at more or less often. */
function coverageKey({ window }: JudgedSlo, term: string): string {
  return `${window.seconds}:${term}`;
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
    const answer = read(COVERAGE_ID, leafKey(piece, coverageKey(slo, termKey(terms, total))));
    if (answer.state === 'failed') {
      return answer;
    }
    looks += answer.series[0]?.values[0] ?? 0;
    lengthSeconds += piece.toSeconds - piece.fromSeconds;
  }
  return lengthSeconds === 0 ? 0 : Math.min(1, (looks * lookSeconds(slo)) / lengthSeconds);
}
