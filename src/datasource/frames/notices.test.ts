import { judgeSlos } from '../../core/query/slos/judge';
import type { RulesAnswer } from '../../core/rules/rules';
import { pyrraDiscovery } from '../../core/slo/pyrra/catalogue';
import type { Slo } from '../../core/slo/slo';
import { notAskedNotices, noticesOf } from './notices';

const AT = 1_790_000_000;
const request = { fromSeconds: AT - 3600, toSeconds: AT, trend: false };

/** SLOs of Pyrra on default flags, of which only burn rates are recorded. */
function pyrraSlos(upstream: string, names: readonly string[], rules: RulesAnswer): Slo[] {
  const recorded = names.map((slo) => ({
    labels: { __name__: 'requests:burnrate5m', slo },
    timesSeconds: [AT],
    values: [0],
  }));
  return pyrraDiscovery.read({
    upstream: { uid: upstream, name: upstream, labels: {} },
    atSeconds: AT,
    rules,
    series: (id) => (id === 'pyrra:recorded' ? recorded : []),
  });
}

const texts = (slos: readonly Slo[]) => noticesOf(judgeSlos(request, slos, new Map())).map(({ text }) => text);
const forbidden: RulesAnswer = { state: 'unreadable', cause: 'forbidden', message: '' };

describe('notices about objectives that stand in rules', () => {
  it('say once for each upstream how many SLOs have none, and what helps', () => {
    expect(
      texts([
        ...pyrraSlos('Prometheus EU', ['cart', 'pay', 'search'], forbidden),
        ...pyrraSlos('Prometheus US', ['cart'], { ...forbidden, cause: 'missing' }),
      ])
    ).toEqual([
      'Prometheus EU: 3 SLOs of Pyrra found, objectives unknown. Objectives stand in rules that may not be read here: permit the rules API, or paste the documents of the SLOs into the settings of the data source.',
      'Prometheus US: 1 SLO of Pyrra found, objective unknown. Objectives stand in rules, which this data source does not serve: paste the documents of the SLOs into the settings of the data source.',
    ]);
  });

  it('say nothing where the rules can be read', () => {
    expect(texts(pyrraSlos('Prometheus', ['cart'], { state: 'ok', groups: [] }))).toEqual([]);
  });
});

describe('notices about what was not asked', () => {
  const rows = judgeSlos(request, pyrraSlos('Prometheus', ['a', 'b', 'c', 'd', 'e', 'f'], forbidden), new Map());

  it('count and name the rows, and say what helps', () => {
    const some = rows.map((row, index) => ({ ...row, notAsked: index === 0 ? (['onset'] as const) : [] }));
    expect(notAskedNotices(some).map(({ text }) => text)).toEqual([
      expect.stringMatching(/^Since when 1 SLO burns is not told, .*: .*a\. Choose fewer services or SLOs\.$/),
    ]);
    const all = rows.map((row) => ({ ...row, notAsked: ['history'] as const }));
    expect(notAskedNotices(all).map(({ text }) => text)).toEqual([
      expect.stringMatching(/^6 SLOs have no trend .* and others\. Choose fewer services or SLOs\.$/),
    ]);
    expect(notAskedNotices(all, ['onset'])).toEqual([]);
    expect(notAskedNotices(rows)).toEqual([]);
  });
});
