/** @jest-environment node */
import { createMetricsText } from './exporter';
import { rawColumns } from './columns';
import { createCounts } from './counts';
import { buildRawHistory } from './raw-history';
import { releaseColumns } from './release-history';
import { absent } from './series';
import { sloGeneratorColumns } from './slo-generator-history';
import { createWorld } from './stories';
import { sloGeneratorSlos } from './tool-slos';

const anchorSeconds = Date.parse('2026-11-24T02:30:00Z') / 1000;
const world = createWorld({ anchorSeconds, historyDays: 1 });
const history = buildRawHistory(world, world.anchorMinute + 10);
const count = createCounts(world);
const valuesAt = (minute: number) =>
  Float64Array.from(history.values, (values) => values[minute - world.startMinute] ?? absent);

function parseText(text: string): Map<string, number> {
  const rows = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(rows.map((row) => [row.slice(0, row.lastIndexOf(' ')), Number(row.slice(row.lastIndexOf(' ') + 1))]));
}

test('live values are the ones the history would have had', () => {
  const metrics = createMetricsText(world, world.anchorMinute, valuesAt(world.anchorMinute), count);
  const columns = rawColumns(history);
  const others = [...sloGeneratorColumns(sloGeneratorSlos, history, count), ...releaseColumns(world)];
  for (const seconds of [anchorSeconds, anchorSeconds + 15, anchorSeconds + 285, anchorSeconds + 420]) {
    const live = parseText(metrics(seconds));
    const minute = Math.floor(seconds / 60);
    const present = [...columns, ...others]
      .map((column) => column.valueAt(minute - world.startMinute, (seconds - minute * 60) / 60))
      .filter((value) => value !== absent);
    expect([...live.values()].sort()).toEqual(present.sort());
  }
});

test('the text carries the labels of the history without the scrape labels', () => {
  const text = createMetricsText(world, world.anchorMinute, valuesAt(world.anchorMinute), count)(anchorSeconds + 1);
  expect(text).toContain('# TYPE http_request_duration_seconds histogram\n');
  expect(text).toMatch(
    /^http_request_duration_seconds_bucket\{service="orders",region="eu",provider="aws",version="2\.15\.0",le="1\.0"\} \d+$/m
  );
  expect(text).toContain('service_build_info{service="kitchen",region="eu",provider="aws",version="3.8.0"} 1\n');
  expect(text).toMatch(
    /^restaurant_answers_total\{job="loyalty",instance="loyalty-f:8080",service="loyalty",version="7\.3\.1",code="200"\} \d+$/m
  );
  expect(text).not.toMatch(
    /job="restaurant"|instance="restaurant|result="failed"|Infinity|kitchen_tickets_printed_total|7\.3\.0/
  );
});
