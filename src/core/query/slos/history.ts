import { groupBy } from '../../groupBy';
import type { Upstream } from '../../slo/slo';
import type { SloRow } from './row';

const DAY_SECONDS = 86_400;
/** Windows that are offered instead of one the history does not fill. */
const SHORTER_WINDOWS_SECONDS = [28, 14, 7, 3, 1].map((days) => days * DAY_SECONDS);

/** An upstream whose data begins within the windows that its SLOs are judged over. */
export interface ShortHistory {
  upstream: Upstream;
  /** Where its oldest data of any SLO begins. */
  sinceSeconds: number;
  /** The longest window among the SLOs. */
  windowSeconds: number;
  /** How many SLOs have a window that is not covered. */
  slos: number;
  /** The longest of the usual windows that the history fills; null where it fills none. */
  shorterWindowSeconds: number | null;
}

/**
 * Says of each upstream at most once that its history is shorter than the windows: where every SLO's data begins within
 * its window, if that is as long, it is the upstream that has no more. A single young SLO among older ones is not that.
 */
export function shortHistories(rows: readonly SloRow[]): ShortHistory[] {
  return [...groupBy(rows, ({ slo }) => slo.upstream.uid).values()].flatMap((own) => {
    // A calendar period is as long as it has come; whether the history held it is said in its row.
    const seen = own.filter(
      (row) => row.slo.window.kind === 'rolling' && row.budgetRemaining.value !== null && tellsItsBeginning(row)
    );
    const young = seen.flatMap((row) => {
      const { sinceSeconds } = row.budgetRemaining;
      return sinceSeconds === undefined ? [] : [{ row, sinceSeconds }];
    });
    const [first] = young;
    // A shorter window may well be covered by what a longer one is not.
    const shortest = Math.min(...young.map(({ row }) => row.slo.window.seconds));
    if (!first || young.length < seen.filter(({ slo }) => slo.window.seconds >= shortest).length) {
      return [];
    }
    const sinceSeconds = Math.min(...young.map((one) => one.sinceSeconds));
    const heldSeconds = first.row.atSeconds - sinceSeconds;
    return [
      {
        upstream: first.row.slo.upstream,
        sinceSeconds,
        windowSeconds: Math.max(...young.map(({ row }) => row.slo.window.seconds)),
        slos: young.length,
        shorterWindowSeconds: SHORTER_WINDOWS_SECONDS.find((seconds) => seconds <= heldSeconds) ?? null,
      },
    ];
  });
}

/** A number that a tool has recorded without short ratios says nothing of how long it has been measured. */
function tellsItsBeginning({ method, slo }: SloRow): boolean {
  return method.kind !== 'recorded' || slo.recorded?.slot != null;
}
