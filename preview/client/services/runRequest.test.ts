import { type DataQueryRequest, type DataQueryResponse, type DataSourceApi, LoadingState } from '@grafana/data';
import { from, lastValueFrom } from 'rxjs';
import { runRequest } from './runRequest';

jest.mock('@grafana/runtime', () => ({ isMigrationHandler: () => false, toDataQueryError: (error: unknown) => error }));

const request = { targets: [{ refId: 'A' }], range: {} } as unknown as DataQueryRequest;

function run(...packets: DataQueryResponse[]) {
  return lastValueFrom(runRequest({ query: () => from(packets) } as unknown as DataSourceApi, request));
}

test('values of a variable pass through as they are', async () => {
  const values = [{ text: 'kitchen', value: 'kitchen' }, { text: 'orders' }];
  expect(await run({ data: values })).toMatchObject({ state: LoadingState.Done, series: values });
});

test('packets with one key replace each other, others add up', async () => {
  const frame = (name: string) => ({ name, fields: [], length: 0 });
  const { series } = await run(
    { key: 'A', data: [frame('early')] },
    { key: 'B', data: [frame('other')] },
    { key: 'A', data: [frame('late')] }
  );
  expect(series.map(({ name }) => name)).toEqual(['late', 'other']);
});

test('an error of one packet is that of the whole, beside the data', async () => {
  const error = { message: 'no such metric' };
  expect(await run({ data: [{ fields: [] }], error })).toMatchObject({
    state: LoadingState.Error,
    error,
    series: [{}],
  });
});
