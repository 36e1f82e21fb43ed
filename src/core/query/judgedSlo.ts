import { unmeasured, type Measured } from '../budget/dataState';
import type { Slo } from '../slo/slo';
import { judgedWindow } from '../window/calendar';
import { excludedWithin, type ExcludedTime } from '../window/exclusions';
import type { JudgedWindow } from '../window/window';

/** An SLO at a time: of its window only what has passed by then can be counted. */
export interface JudgedSlo extends Slo {
  window: JudgedWindow;
  /** What of that counts for nothing; mostly empty. */
  excluded: readonly ExcludedTime[];
}

/** What is left of a window is counted piece by piece, each as many queries as the whole. */
const MOST_EXCLUDED = 20;

/** The SLOs as they stand at a time, in their order. One whose first period has not begun alerts nobody. */
export function slosAt(slos: readonly Slo[], atSeconds: number): JudgedSlo[] {
  // Many SLOs have the same window, and to look one up in a calendar takes its time.
  const known = new Map<string, JudgedWindow>();
  return slos.map((slo) => {
    const key = JSON.stringify(slo.window);
    const window = known.get(key) ?? judgedWindow(slo.window, atSeconds);
    known.set(key, window);
    const all = excludedWithin(slo.exclusions ?? [], {
      startSeconds: atSeconds - window.seconds,
      endSeconds: atSeconds,
    });
    const tooMany = all.length > MOST_EXCLUDED;
    const excluded = tooMany ? [] : all;
    return {
      ...slo,
      window,
      excluded,
      // Whoever reads it over time leaves out as much as its row does: nothing.
      ...(tooMany ? { exclusions: [], problems: [...slo.problems, { kind: 'exclusionsIgnored' }] } : {}),
      ...(window.kind === 'calendar' && !window.begun ? { pairs: [] } : {}),
    };
  });
}

/** `increase` needs two samples, so nothing shorter than this is asked for. */
export const SHORTEST_COUNT_SECONDS = 300;

/** Why nothing can be counted in a window: too little of its calendar period has passed. Null where it can be. */
export function uncountable(window: JudgedWindow): Measured | null {
  if (window.kind === 'rolling' || window.seconds >= SHORTEST_COUNT_SECONDS) {
    return null;
  }
  const { begun, startSeconds, zone } = window;
  return unmeasured('noTraffic', { kind: begun ? 'periodJustBegun' : 'periodNotBegun', startSeconds, zone });
}
