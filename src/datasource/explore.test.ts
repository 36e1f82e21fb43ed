import { createDataFrame, FieldType, type DataFrame } from '@grafana/data';
import { lastValueFrom, map } from 'rxjs';
import { datasource, request, values } from './testedDataSource';
import { answering, isCatalogue, prometheus, type Ask } from './testedRuntime';
import { slothStore } from './testing';

jest.mock('@grafana/runtime', () => jest.requireActual('./testedRuntime').runtime);

describe('in Explore', () => {
  /** Grafana's Prometheus data source, which makes one table of the instant answers to a query when Explore asks. */
  const merging: (always: boolean) => (ask: Ask) => Ask = (always) => (ask) => (asked) =>
    ask(asked).pipe(
      map((response) =>
        always || asked.app === 'explore' ? { ...response, data: asTables(response.data as DataFrame[]) } : response
      )
    );

  function asTables(frames: readonly DataFrame[]): DataFrame[] {
    const refIds = [...new Set(frames.map(({ refId }) => refId))];
    return refIds.map((refId) => {
      const own = frames.filter((frame) => frame.refId === refId);
      const labels = [...new Set(own.flatMap(({ fields }) => Object.keys(fields[1]!.labels ?? {})))].sort();
      const rows = own.flatMap(({ fields: [time, value] }) =>
        value!.values.map((sample: number, index: number) => ({
          time: time!.values[index] as number,
          labels: value!.labels ?? {},
          sample,
        }))
      );
      return createDataFrame({
        refId,
        fields: [
          { name: 'Time', type: FieldType.time, values: rows.map(({ time }) => time) },
          ...labels.map((name) => ({
            name,
            type: FieldType.string,
            values: rows.map((row) => row.labels[name] ?? ''),
          })),
          { name: 'Value', type: FieldType.number, values: rows.map(({ sample }) => sample) },
        ],
      });
    });
  }

  it.each([
    ['are asked for as a dashboard asks', false],
    ['are read from merged tables all the same', true],
  ])('numbers %s', async (_, always) => {
    const requests = prometheus(slothStore(['availability', 'latency']));
    const explore = { ...request({}), app: 'explore', requestId: 'explore_left' };
    const table = async () => {
      const response = await lastValueFrom(datasource().query(explore));
      return ['name', 'status', 'sli', 'budgetRemaining'].map((name) => values(response, name));
    };
    const expected = await table();
    answering('prom', merging(always));
    expect(await table()).toEqual(expected);
    expect(expected[1]).toEqual(['healthy', 'healthy']);
    expect(new Set(requests.filter((one) => !isCatalogue(one)).map(({ app }) => app))).toEqual(new Set(['dashboard']));
    // The inspector of a pane shows what begins with its id.
    expect(requests.filter((one) => !isCatalogue(one)).every((one) => one.requestId.startsWith('explore_left-'))).toBe(
      true
    );
  });
});
