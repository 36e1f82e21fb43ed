import type { SliMethod } from '../core/query/slos/row';
import { recordedMethodWords } from './recordedMethodWords';

type Weighs = Extract<SliMethod, { kind: 'recorded' }>['weighs'];

function words(weighs: Weighs): string {
  return recordedMethodWords({ kind: 'recorded', tool: 'sloth', metric: 'slo:sli_error:ratio_rate30d', weighs });
}

it('calls only a mean of short ratios one', () => {
  expect(words('slots')).toContain('averages 5m ratios');
  for (const weighs of ['events', 'traffic', 'query'] as const) {
    expect(words(weighs)).toContain('slo:sli_error:ratio_rate30d');
    expect(words(weighs)).not.toContain('averages');
  }
});

it('claims that every event weighs the same only where that is known', () => {
  expect(words('events')).toContain('every event weighs the same.');
  expect(words('traffic')).toContain('weighted by traffic');
  expect(words('query')).toContain('not known');
});
