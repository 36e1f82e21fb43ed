import fc from 'fast-check';
import type { Series } from '../port';
import { appearances } from './appearances';

const STEP = 600;

/** What is there at each step, by version; an empty text is what has no version. */
function seriesOf(steps: ReadonlyArray<readonly string[]>): Series[] {
  return [...new Set(steps.flat())].map((version): Series => {
    const timesSeconds = steps.flatMap((present, step) => (present.includes(version) ? [step * STEP] : []));
    const labels: Series['labels'] = version === '' ? {} : { version };
    return { labels, timesSeconds, values: timesSeconds.map(() => 1) };
  });
}

/** Kind, version, and the steps at which it was first seen and last missed. */
const told = (...steps: ReadonlyArray<readonly string[]>) =>
  appearances('version', seriesOf(steps)).map(({ kind, value, atSeconds, notBeforeSeconds }) => [
    kind,
    value,
    atSeconds / STEP,
    notBeforeSeconds / STEP,
  ]);

it('tells a version when it is first seen, and not those that were there at first or that end', () => {
  expect(told(['a'], ['a'], ['a', 'b'], ['b'])).toEqual([['new', 'b', 2, 1]]);
});

it('tells a version that comes back after another one', () => {
  expect(told(['a'], ['a', 'b'], ['b'], ['a', 'b'], ['a'], ['b'])).toEqual([
    ['new', 'b', 1, 0],
    ['back', 'a', 3, 2],
    ['back', 'b', 5, 4],
  ]);
});

it('takes one of several that was out of sight for none that is back', () => {
  expect(told(['a', 'b'], ['b'], ['a', 'b'])).toEqual([]);
});

it('counts only what was released since a version came last', () => {
  expect(told(['a'], ['b', 'c'], ['c'], ['b', 'c']).sort()).toEqual([
    ['new', 'b', 1, 0],
    ['new', 'c', 1, 0],
  ]);
  expect(told(['a'], ['b'], ['a', 'b'], ['b'], ['a', 'b'])).toEqual([
    ['new', 'b', 1, 0],
    ['back', 'a', 2, 1],
  ]);
});

it('takes one that two have replaced for back, in whatever order they are told', () => {
  const steps = [['a'], ['b', 'c'], ['a']];
  const reversed = appearances('version', seriesOf(steps).reverse());
  expect(reversed.map(({ kind, value }) => `${kind} ${value}`).sort()).toEqual(['back a', 'new b', 'new c']);
});

it('sees no release in a gap, and does not know when in one that it hides', () => {
  expect(told(['a'], [], ['a'])).toEqual([]);
  expect(told(['a'], [], [], ['b'])).toEqual([['new', 'b', 3, 0]]);
  expect(told([], ['a'])).toEqual([]);
});

it('tells the first version of what had none', () => {
  expect(told([''], ['', 'a'], ['a'])).toEqual([['new', 'a', 1, 0]]);
});

const steps = fc.array(fc.subarray(['', 'a', 'b', 'c']), { maxLength: 12 });

it('holds for whatever was there', () => {
  fc.assert(
    fc.property(steps, (present) => {
      const all = appearances('version', seriesOf(present));
      const known = present.filter((versions) => versions.length > 0);
      const first = known[0] ?? [];
      for (const { value, atSeconds, notBeforeSeconds } of all) {
        const [at, before] = [atSeconds / STEP, notBeforeSeconds / STEP];
        expect(present[at]).toContain(value);
        expect(present[before]).not.toContain(value);
        expect(present.slice(before + 1, at).flat()).toEqual([]);
        expect(present[before]).not.toEqual([]);
      }
      // Every version but those at first is new exactly once, and only what was there can be back.
      const fresh = all.filter(({ kind }) => kind === 'new').map(({ value }) => value);
      const later = new Set(known.flat().filter((version) => version !== '' && !first.includes(version)));
      expect([...fresh].sort()).toEqual([...later].sort());
    })
  );
});

it('depends neither on which series tell a version nor on steps without any', () => {
  fc.assert(
    fc.property(steps, fc.nat(11), (present, at) => {
      const series = seriesOf(present);
      const split = series.flatMap((one) => [
        { ...one, labels: { ...one.labels, job: 'a' }, timesSeconds: one.timesSeconds.filter((_, i) => i % 2 === 0) },
        { ...one, labels: { ...one.labels, job: 'b' }, timesSeconds: one.timesSeconds.filter((_, i) => i % 2 === 1) },
      ]);
      const kinds = (of: readonly Series[]) =>
        appearances('version', of)
          .map(({ kind, value }) => `${kind} ${value}`)
          .sort();
      expect(kinds(split)).toEqual(kinds(series));
      const gap = [...present.slice(0, at), [], ...present.slice(at)];
      expect(kinds(seriesOf(gap))).toEqual(kinds(series));
    })
  );
});
