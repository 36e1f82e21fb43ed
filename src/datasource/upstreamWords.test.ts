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
    'it is the data source itself',
    unusableWords({ state: 'notPromql', upstream, type: 'reliability-slo-datasource' }),
    'Stage is of type reliability-slo-datasource, which does not speak PromQL. Choose a Prometheus data source in the settings.',
  ],
])('says what to do where %s', (_, words, expected) => {
  expect(words).toBe(expected);
});
