import type { ScoreRow } from '../model/row';

/** An SLO by its service and its name. */
export function sloWords({ service, name }: ScoreRow): string {
  return [service, name].filter((part) => part !== '').join(' ');
}
