import { createTruth, type Truth } from '../../demo/truth';

/** The stories' "now" and what the generator needs to tell them again. */
export interface DemoHistory {
  url: string;
  anchorSeconds: number;
  seed: number;
  historyDays: number;
  truth: Truth;
}

const VARIABLE = 'DEMO_HISTORY';

/** Tells the test files of a run where the history is that its setup has started. */
export function offerHistory(history: Omit<DemoHistory, 'truth'>): void {
  process.env[VARIABLE] = JSON.stringify(history);
}

/** The demo's history in the real Prometheus that all test files read and none changes. */
export function demoHistory(): DemoHistory {
  const history = JSON.parse(process.env[VARIABLE]!) as Omit<DemoHistory, 'truth'>;
  return { ...history, truth: createTruth(history) };
}
