import { overWindow } from './overWindow';
import { slothSlo } from './sloth/slo';

const DAY = 86_400;
const slo = slothSlo({
  upstream: { uid: 'prom', name: 'Prometheus', labels: {} },
  info: { sloth_id: 'a', sloth_service: 's', sloth_slo: 'n', sloth_objective: '99.9' },
  objectiveRatio: undefined,
  periodDays: 30,
  recordedWindowsSeconds: [300],
  current: true,
});

describe('SLOs over another window', () => {
  it.each([null, 30 * DAY])('are untouched at %s', (seconds) => {
    expect(overWindow([slo], seconds)).toEqual([slo]);
  });

  it('do not use what is recorded over their own, and alert as before', () => {
    const [week] = overWindow([slo], 7 * DAY);
    expect(week!.window).toEqual({ kind: 'rolling', seconds: 7 * DAY });
    expect(week!.recorded).toMatchObject({ windowRatio: null, budgetRemaining: null });
    expect(week!.pairs).toEqual(slo.pairs);
    expect(week!.recorded!.ratios).toEqual(slo.recorded!.ratios);
  });
});
