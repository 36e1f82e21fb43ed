import type { Slo } from './slo';

/** The windows, in seconds, whose burn rates are told: those of its alerts, also of those that are switched off. */
export function watchedWindows({ pairs, mutedPairs = [] }: Pick<Slo, 'pairs' | 'mutedPairs'>): Set<number> {
  return new Set([...pairs, ...mutedPairs].flatMap(({ shortSeconds, longSeconds }) => [shortSeconds, longSeconds]));
}

/** Whether its tool was told to alert nobody: that nothing fires then proves nothing, and is no reason to be blind. */
export function alertsAreOff({ pairs, mutedPairs = [] }: Pick<Slo, 'pairs' | 'mutedPairs'>): boolean {
  return pairs.length === 0 && mutedPairs.length > 0;
}
