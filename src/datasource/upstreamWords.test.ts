import datasourcePlugin from './plugin.json';
import { noUpstreamWords, unusableWords } from './upstreamWords';

const upstream = { uid: 'x', name: 'Stage', labels: {} };

it.each([
  [
    'none is chosen',
    noUpstreamWords(),
    'No Prometheus data source is chosen. Choose one in the settings of this data source.',
  ],
  [
    'it is deleted or forbidden, which Grafana does not tell apart',
    unusableWords({ state: 'notFound', uid: 'x' }),
    'The data source with uid x does not exist, or you may not query it. Choose another in the settings, or ask an administrator for access.',
  ],
  [
    'it is of another kind',
    unusableWords({ state: 'notPromql', upstream, type: 'loki' }),
    'Stage is of type loki, which does not speak PromQL. Choose a Prometheus data source in the settings.',
  ],
  [
    'it is the data source itself',
    unusableWords({ state: 'notPromql', upstream, type: datasourcePlugin.id }),
    'Stage is an SLO data source itself and has no metrics. Choose the Prometheus data source behind it in the settings.',
  ],
])('says what to do where %s', (_, words, expected) => {
  expect(words).toBe(expected);
});
