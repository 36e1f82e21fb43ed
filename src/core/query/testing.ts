import type { JudgedSlo } from './judgedSlo';

/** An SLO of a document as it stands at a time, 99 % over 30 days, of which no test says more than it changes. */
export function judgedSlo(name: string, change: Partial<JudgedSlo> = {}): JudgedSlo {
  return {
    id: name,
    tool: 'openslo',
    upstream: { uid: 'prom', name: 'Prometheus', labels: {} },
    service: 'orders',
    name,
    labels: {},
    objectiveRatio: 0.99,
    window: { kind: 'rolling', seconds: 30 * 86_400 },
    excluded: [],
    pairs: [],
    links: [],
    problems: [],
    ...change,
  };
}
