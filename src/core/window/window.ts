import { formatDuration } from './duration';

/** The period over which an objective holds. */
export interface RollingWindow {
  kind: 'rolling';
  /** Length in seconds, > 0. */
  seconds: number;
}

export type SloWindow = RollingWindow;

/** Short text for a column: `30d`, `4w`. */
export function windowText(window: SloWindow): string {
  return formatDuration(window.seconds);
}
