import { bundleRoot } from './bundleRoot.cjs';

const ROOT = 'reliability-scorecard-app';
const NESTED = { 'reliability-slo-datasource': 'datasource', 'reliability-scorecard-panel': 'scorecard' };

describe('folder that lazy chunks are requested from', () => {
  it.each([
    ['the app', '/public/plugins/reliability-scorecard-app/module.js', '/public/plugins/reliability-scorecard-app/'],
    [
      'a nested id',
      '/public/plugins/reliability-slo-datasource/module.js',
      '/public/plugins/reliability-scorecard-app/',
    ],
    [
      'a nested id with a cache key',
      'https://g.example/public/plugins/reliability-scorecard-panel/module.js?_cache=0.1.0',
      'https://g.example/public/plugins/reliability-scorecard-app/',
    ],
    [
      'a sub-path',
      'https://g.example/grafana/public/plugins/reliability-slo-datasource/module.js',
      'https://g.example/grafana/public/plugins/reliability-scorecard-app/',
    ],
    [
      'a CDN, which keeps the folder of the nested plugin',
      'https://cdn.example/reliability-scorecard-app/0.1.0/public/plugins/reliability-scorecard-app/datasource/module.js',
      'https://cdn.example/reliability-scorecard-app/0.1.0/public/plugins/reliability-scorecard-app/',
    ],
    [
      'a CDN, nested under its own id',
      'https://cdn.example/x/0.1.0/public/plugins/reliability-scorecard-panel/module.js#x',
      'https://cdn.example/x/0.1.0/public/plugins/reliability-scorecard-app/',
    ],
  ])('%s', (_, url, folder) => {
    expect(bundleRoot(url, ROOT, NESTED)).toBe(folder);
  });
});
