import type { Failure, FailureCause } from '../core/failure';
import { failureWords } from './failureWords';

const said = 'execution: as it came, <with> "marks" & line\nbreaks';

/** What went wrong, and what to do about it. */
it.each<[FailureCause, RegExp, RegExp]>([
  ['forbidden', /may not query it/, /Ask whoever manages this Grafana/],
  ['deleted', /no longer has it/, /Choose another in the settings/],
  ['credentials', /refuses the credentials/, /Ask whoever manages this Grafana/],
  ['missing', /not the API of Prometheus/, /Check the URL .* HTTP method/],
  ['unreachable', /cannot be reached/, /Check that it runs, and the URL/],
  ['timeout', /timed out/, /recording rule or a shorter window .* higher timeout/],
  ['tooManySamples', /more than is allowed at once/, /recording rule or a shorter window .* limit has to be raised/],
  ['tooManyPoints', /too many points/, /shorter one, or a longer minimum interval/],
  ['rangeTooLong', /So long a time/, /shorter time range or SLO window, .*rule.* limit raised/],
  ['badQuery', /does not understand the query/, /Correct the expression/],
  ['refused', /cannot evaluate the query/, /Correct the expression/],
])('of %s say what helps, and keep the words of the upstream', (cause, what, remedy) => {
  const words = failureWords({ cause, message: said });
  expect(words).toMatch(what);
  expect(words).toMatch(remedy);
  expect(words.endsWith(`Error: ${said}`)).toBe(true);
});

it.each<[string, Failure, string]>([
  ['nobody foresaw', { cause: 'unavailable', message: ' the queue is full\n' }, 'the queue is full'],
  ['nobody spoke of', { cause: 'unavailable', message: '' }, 'The query was not answered.'],
  [
    'has no words of its own',
    { cause: 'unreachable', message: '' },
    'It cannot be reached. Check that it runs, and the URL in the settings of that data source.',
  ],
])('of what %s say no more than is known', (_, failure, words) => {
  expect(failureWords(failure)).toBe(words);
});

it('name the expression, its beginning where it is long', () => {
  expect(failureWords({ cause: 'refused', message: 'no', promql: 'a / on() b' })).toMatch(
    / Query: a \/ on\(\) b Error: no$/
  );
  const long = failureWords({ cause: 'refused', message: 'no', promql: `sum(${'x'.repeat(5000)})` });
  expect(long).toMatch(/ Query: sum\(xxx.*… Error: no$/);
  expect(long.length).toBeLessThan(600);
});
