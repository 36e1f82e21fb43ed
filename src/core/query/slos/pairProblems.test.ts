import { slothSlo } from '../../slo/sloth/slo';
import { slosAt } from '../judgedSlo';
import { pairProblems } from './pairProblems';

function slo(percent: string) {
  const info = { sloth_id: 'a', sloth_service: 'a', sloth_slo: 'a', sloth_objective: percent };
  const upstream = { uid: 'prom', name: 'Prometheus', labels: {} };
  const facts = {
    upstream,
    info,
    objectiveRatio: undefined,
    periodDays: 30,
    recordedWindowsSeconds: [],
    current: true,
  };
  return slosAt([slothSlo(facts)], 0)[0]!;
}

describe('problems of alert pairs', () => {
  it('names the pairs that an objective puts out of reach', () => {
    // At 90 % the burn rate of an outage is 10, at 80 % it is 5.
    expect(pairProblems(slo('90'), null)).toEqual([
      { kind: 'pairUnreachable', shortSeconds: 300, longSeconds: 3600, factor: 14.4 },
    ]);
    expect(pairProblems(slo('80'), null)).toMatchObject([{ factor: 14.4 }, { factor: 6 }]);
    expect(pairProblems(slo('99.9'), null)).toEqual([]);
  });

  it('says nothing without an objective', () => {
    expect(pairProblems(slo('high'), null)).toEqual([]);
  });
});
