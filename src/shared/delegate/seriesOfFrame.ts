import { FieldType, type DataFrame, type Field } from '@grafana/data';
import type { Series } from '../../core/query/port';

/** What a field of numbers holds at which time. */
interface Samples {
  labels: Series['labels'];
  timesSeconds: number[];
  values: number[];
}

/**
 * The series of a frame. One series per number field, whose labels are its own: a time series response has one, a wide one
 * has several. Where labels stand in fields of text, as in the tables that Grafana's Prometheus data source makes for
 * Explore, one per row of labels.
 */
export function seriesOfFrame(frame: DataFrame): Series[] {
  const time = frame.fields.find(({ type }) => type === FieldType.time);
  if (!time) {
    return [];
  }
  const texts = frame.fields.filter(({ type }) => type === FieldType.string);
  return frame.fields
    .filter(({ type }) => type === FieldType.number)
    .flatMap((field) => seriesOfField(field, time, texts, frame.length));
}

function seriesOfField({ labels = {}, values }: Field, time: Field, texts: readonly Field[], length: number): Series[] {
  const byRow = new Map<string, Samples>();
  for (let row = 0; row < length; row++) {
    const value: unknown = values[row];
    // Grafana pads joined series with null, which is no sample; NaN is one.
    if (typeof value === 'number') {
      const key = texts.length === 0 ? '' : JSON.stringify(texts.map((text) => text.values[row] as unknown));
      let known = byRow.get(key);
      if (!known) {
        known = { labels: { ...labels, ...labelsOfRow(texts, row) }, timesSeconds: [], values: [] };
        byRow.set(key, known);
      }
      known.timesSeconds.push(Number(time.values[row]) / 1000);
      known.values.push(value);
    }
  }
  return [...byRow.values()];
}

/** A table has every label in every row, empty where the series lacks it. */
function labelsOfRow(texts: readonly Field[], row: number): Record<string, string> {
  return Object.fromEntries(
    texts.flatMap(({ name, values }) => {
      const value = String(values[row] ?? '');
      return value === '' ? [] : [[name, value]];
    })
  );
}
