import type { Answer } from '../query/port';
import { planCatalogue, readCatalogue } from './catalogue';

const AT = 1_790_000_000;
const upstream = { uid: 'prom', name: 'Prometheus', labels: {} };
const info = {
  labels: { __name__: 'sloth_slo_info', sloth_id: 'a', sloth_service: 'a', sloth_slo: 'a', sloth_objective: '99' },
  timesSeconds: [AT],
  values: [1],
};
const refused: Answer = { state: 'failed', message: 'too many samples', cause: 'refused' };

function answers(isRefused: (id: string) => boolean): Map<string, Answer> {
  return new Map(
    planCatalogue(AT).map(({ id }): [string, Answer] => [
      id,
      isRefused(id) ? refused : { state: 'ok', series: id === 'sloth:info' ? [info] : [], warnings: [] },
    ])
  );
}

describe('the catalogue of all tools', () => {
  it('asks no two questions of one name', () => {
    const ids = planCatalogue(AT).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('loses only the SLOs of a tool that cannot be looked for, and says so', () => {
    const read = readCatalogue(
      upstream,
      AT,
      answers((id) => id === 'pyrra:recorded')
    );
    expect(read).toMatchObject({
      state: 'ok',
      failures: [{ tool: 'pyrra', failure: { cause: 'refused', message: 'too many samples' } }],
    });
    expect(read.state === 'ok' && read.slos.map(({ name }) => name)).toEqual(['a']);
    const other = readCatalogue(
      upstream,
      AT,
      answers((id) => id === 'sloth:info')
    );
    expect(other).toMatchObject({ state: 'ok', slos: [], failures: [{ tool: 'sloth' }] });
  });

  it('fails where no tool can be looked for, or nothing is answered at all', () => {
    expect(
      readCatalogue(
        upstream,
        AT,
        answers(() => true)
      )
    ).toEqual({ state: 'failed', failure: { cause: 'refused', message: 'too many samples' } });
    expect(readCatalogue(upstream, AT, new Map()).state).toBe('failed');
  });
});
