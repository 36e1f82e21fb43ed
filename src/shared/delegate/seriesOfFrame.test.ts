import { createDataFrame, FieldType } from '@grafana/data';
import { seriesOfFrame } from './seriesOfFrame';

const time = { name: 'Time', type: FieldType.time, values: [60_000, 120_000, 180_000] };

it('reads the rows of a table as the series that they were', () => {
  const frame = createDataFrame({
    fields: [
      time,
      { name: 'region', type: FieldType.string, values: ['eu', 'us', 'eu'] },
      { name: 'tier', type: FieldType.string, values: ['1', '', '1'] },
      { name: 'Value #A', type: FieldType.number, values: [1, NaN, 3] },
    ],
  });
  expect(seriesOfFrame(frame)).toEqual([
    { labels: { region: 'eu', tier: '1' }, timesSeconds: [60, 180], values: [1, 3] },
    { labels: { region: 'us' }, timesSeconds: [120], values: [NaN] },
  ]);
});

it('reads each number field as a series, without its padding', () => {
  const frame = createDataFrame({
    fields: [
      time,
      { name: 'a', type: FieldType.number, labels: { region: 'eu' }, values: [null, 1, 2] },
      { name: 'b', type: FieldType.number, labels: { region: 'us' }, values: [null, null, null] },
    ],
  });
  expect(seriesOfFrame(frame)).toEqual([{ labels: { region: 'eu' }, timesSeconds: [120, 180], values: [1, 2] }]);
});

it('reads nothing from a frame without times', () => {
  expect(seriesOfFrame(createDataFrame({ fields: [{ name: 'v', type: FieldType.number, values: [1] }] }))).toEqual([]);
});
