import { binary, call, number, subquery, type Expr } from '../../promql/ast';
import { print } from '../../promql/print';
import { groupBy } from '../../groupBy';
import { column, instantValue, metricKey, type Column, type ReadColumn } from '../columns';
import { keptSpans, pieceKey, runningSpan, type Span } from '../events/spans';
import { countsEvents, isCountedByTool } from '../events/terms';
import type { JudgedSlo } from '../judgedSlo';
import type { InstantQuery } from '../port';
import { isRecorded, isSlotted, type SlottedSlo } from './recordedPlan';

/**
 * Whether what exclusions leave of its window is judged by recorded short ratios: where its tool too weighs each of them
 * the same, so that an exclusion changes the times that count and not the method, and where nothing says how to count its
 * events.
 */
export function isJudgedByKeptSlots(slo: JudgedSlo): slo is SlottedSlo {
  return (
    slo.excluded.length > 0 &&
    isRecorded(slo) &&
    isSlotted(slo) &&
    !countsEvents(slo) &&
    (slo.events === undefined || slo.recorded.weighs === 'slots')
  );
}

/**
 * Whether its budget over time is that of its events: where they are its numbers, where its tool leaves it to them, and
 * where times are left out of them, which what a tool has recorded counts all the same.
 */
export function drawsEvents(slo: JudgedSlo): boolean {
  const leftOut = slo.excluded.length > 0 && !isJudgedByKeptSlots(slo);
  return countsEvents(slo) || (slo.events !== undefined && (isCountedByTool(slo) || leftOut));
}

type Part = 'sum' | 'withTraffic' | 'recorded';

/** What is asked about the short ratios within a piece of the window that counts. */
function keptSlotsId(part: Part, { recorded }: SlottedSlo, piece: Span): string {
  return `keptSlots:${part}:${metricKey(recorded.slot.ratio)}:${pieceKey(piece)}`;
}

/** The short ratios of the pieces that exclusions leave of windows: instant queries, three for each piece and metric. */
export function planKeptSlots(slos: readonly JudgedSlo[], toSeconds: number): InstantQuery[] {
  const uses = slos
    .filter(isJudgedByKeptSlots)
    .flatMap((slo) => keptSpans(slo, runningSpan(slo.window, toSeconds)).map((piece) => ({ slo, piece })));
  return [...groupBy(uses, ({ slo, piece }) => keptSlotsId('sum', slo, piece)).values()].flatMap((users) => {
    const [{ slo, piece }] = users;
    const { ratio, seconds } = slo.recorded.slot;
    const slots = column(
      ratio,
      users.map((user) => user.slo.recorded)
    );
    const within = (expr: Expr) =>
      subquery(expr, piece.toSeconds - piece.fromSeconds, seconds, toSeconds - piece.toSeconds);
    const withTraffic = within(binary(slots, '>=', number(0)));
    const asked: Array<[Part, Expr]> = [
      ['sum', call('sum_over_time', withTraffic)],
      ['withTraffic', call('count_over_time', withTraffic)],
      ['recorded', call('count_over_time', within(slots))],
    ];
    return asked.map(([part, expr]) => ({
      kind: 'instant',
      id: keptSlotsId(part, slo, piece),
      promql: print(expr),
      atSeconds: toSeconds,
    }));
  });
}

/** What is known of the slots that count of a window. */
export interface KeptSlots {
  /** Error ratios of the slots with traffic, added up. */
  bad: number;
  withTraffic: number;
  recorded: number;
  /** How long all pieces of the window are. */
  seconds: number;
  /** The answers behind it, of which one may have failed. */
  columns: readonly Column[];
}

export function readKeptSlots(slo: SlottedSlo, toSeconds: number, read: ReadColumn): KeptSlots {
  const { recorded, window } = slo;
  const { ratio } = recorded.slot;
  const pieces = keptSpans(slo, runningSpan(window, toSeconds));
  const columns = (part: Part) => pieces.map((piece) => read(keptSlotsId(part, slo, piece), recorded));
  const total = (part: Part) => columns(part).reduce((sum, one) => sum + (instantValue(one, ratio, recorded) ?? 0), 0);
  const withTraffic = total('withTraffic');
  return {
    bad: ratio.holds === 'bad' ? total('sum') : withTraffic - total('sum'),
    withTraffic,
    recorded: total('recorded'),
    seconds: pieces.reduce((sum, piece) => sum + piece.toSeconds - piece.fromSeconds, 0),
    columns: [...columns('sum'), ...columns('withTraffic'), ...columns('recorded')],
  };
}
