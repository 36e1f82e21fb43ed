import { annotationDescription } from './annotationDescription';

const labels = { slo: 'checkout', team: 'waiters' };

it.each<[string, Record<string, string>, string | undefined]>([
  ['as it is written', { description: 'Orders are taken' }, 'Orders are taken'],
  [
    'filled with labels',
    { description: 'Orders of {{ $labels.team }}: {{$labels.slo}} ' },
    'Orders of waiters: checkout',
  ],
  ['not where a label is missing', { description: 'Orders of {{ $labels.region }}' }, undefined],
  ['not where it tells a value of the moment', { description: 'It burns at {{ $value }}' }, undefined],
  ['not where there is none', { summary: 'SLO burns', title: 'Page' }, undefined],
  ['not where it is empty', { description: ' ' }, undefined],
])('the description of an alert is taken %s', (_, annotations, expected) => {
  expect(annotationDescription(annotations, labels)).toBe(expected);
});
