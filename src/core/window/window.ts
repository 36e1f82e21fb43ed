/** The period over which an objective holds. */
export interface RollingWindow {
  kind: 'rolling';
  /** Length in seconds, > 0. */
  seconds: number;
}

export type SloWindow = RollingWindow;
