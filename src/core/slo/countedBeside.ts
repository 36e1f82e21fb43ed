import type { Slo } from './slo';

/**
 * To count the events of a month costs Prometheus about 15 ms for each SLO, where what is recorded costs nothing. For so
 * many, that is a fraction of a second with each refresh.
 */
const MOST_COUNTED = 50;

/**
 * The SLOs, without the events that their rules tell where there are too many to be counted beside what is recorded. Those
 * whose number over the window is not recorded, or is none, keep theirs.
 */
export function withinCost(slos: readonly Slo[]): Slo[] {
  const beside = slos.filter((slo) => slo.events !== undefined && !needsEvents(slo));
  if (beside.length <= MOST_COUNTED) {
    return [...slos];
  }
  const dropped = new Set(beside);
  return slos.map((slo) => {
    if (!dropped.has(slo)) {
      return slo;
    }
    const { events: _, ...rest } = slo;
    return rest;
  });
}

function needsEvents({ recorded, problems }: Slo): boolean {
  return (
    recorded === undefined ||
    recorded.windowRatio === null ||
    recorded.poisoned ||
    problems.some(({ kind }) => kind === 'sliMissing')
  );
}
