import type { Answer } from '../query/port';
import { planCatalogue, readCatalogue } from './catalogue';

const AT = 1_790_000_000;
const UPSTREAM = { uid: 'prom', name: 'Prometheus', labels: {} };
const REFUSED: Answer = { state: 'failed', message: 'too many samples', cause: 'refused' };

/** One SLO of Grafana, and whatever else is asked for is not there. */
function answers(refuses: (id: string) => boolean) {
  const labels = { __name__: 'grafana_slo_objective', grafana_slo_uuid: 'a' };
  const series = [{ labels, timesSeconds: [AT], values: [0.99] }];
  return new Map(
    planCatalogue(AT).map(({ id }): [string, Answer] => [
      id,
      refuses(id) ? REFUSED : { state: 'ok', series: id === 'grafana-slo:facts' ? series : [], warnings: [] },
    ])
  );
}

describe('catalogue of all tools', () => {
  it('asks no id twice', () => {
    const ids = planCatalogue(AT).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('tells what other tools have recorded where one could not be looked for', () => {
    expect(
      readCatalogue(
        UPSTREAM,
        AT,
        answers((id) => id === 'sloth:windows')
      )
    ).toMatchObject({
      state: 'ok',
      slos: [{ tool: 'grafana-slo', name: 'a' }],
      failures: [{ tool: 'sloth', message: 'too many samples' }],
    });
  });

  it('fails where none could be', () => {
    expect(
      readCatalogue(
        UPSTREAM,
        AT,
        answers(() => true)
      )
    ).toEqual({ state: 'failed', message: 'too many samples' });
  });
});
