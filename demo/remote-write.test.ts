/** @jest-environment node */
import { encodeWrite, outgoing, type SampleTime } from './remote-write';
import { absent } from './series';

/** Reads one varint; returns value and next position. */
function varint(bytes: Buffer, at: number): [value: number, next: number] {
  let value = 0;
  for (let shift = 0, next = at; ; shift += 7, next++) {
    const byte = bytes[next] ?? 0;
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) {
      return [value, next + 1];
    }
  }
}

function fields(message: Buffer): Array<{ tag: number; content: Buffer; number: number }> {
  const found = [];
  for (let at = 0; at < message.length;) {
    const tag = message[at] ?? 0;
    if ((tag & 7) === 1) {
      found.push({ tag, content: message.subarray(at + 1, at + 9), number: 0 });
      at += 9;
      continue;
    }
    const [number, next] = varint(message, at + 1);
    const end = (tag & 7) === 2 ? next + number : next;
    found.push({ tag, content: message.subarray(next, end), number });
    at = end;
  }
  return found;
}

function decode(body: Buffer) {
  const [length, tagAt] = varint(body, 0);
  expect(body[tagAt]).toBe(0xfc);
  expect(body.readUInt32LE(tagAt + 1)).toBe(length - 1);
  const message = body.subarray(tagAt + 5);
  expect(message.length).toBe(length);
  return fields(message).map(({ content }) => {
    const parts = fields(content);
    const labels = parts.filter(({ tag }) => tag === 0x0a).map(({ content: label }) => fields(label));
    return {
      labels: labels.map((pair) => pair.map((part) => part.content.toString()).join('=')),
      samples: parts
        .filter(({ tag }) => tag === 0x12)
        .map(({ content: sample }) => {
          const [value, time] = fields(sample);
          return { bits: value?.content.readBigUInt64LE(), value: value?.content.readDoubleLE(), time: time?.number };
        }),
    };
  });
}

const times: SampleTime[] = [0, 1, 2, 3].map((index) => ({
  index,
  share: 0,
  milliseconds: 1795487400000 + index * 60000,
}));
const column = (...values: number[]) => ({
  labels: { code: '200', __name__: 'http_requests_total' },
  valueAt: (index: number) => values[index] ?? absent,
});

test('labels are sorted, values and times survive', () => {
  const { body, samples } = encodeWrite([outgoing(column(1, 2.5, NaN, 4e9), false)], times);
  expect(samples).toBe(4);
  const [series] = decode(body);
  expect(series?.labels).toEqual(['__name__=http_requests_total', 'code=200']);
  expect(series?.samples.map(({ value }) => value)).toEqual([1, 2.5, NaN, 4e9]);
  expect(series?.samples.map(({ time }) => time)).toEqual(times.map(({ milliseconds }) => milliseconds));
});

test('an end is marked once as stale, a later life begins again', () => {
  const ending = outgoing(column(1, absent, absent, 7), false);
  const [series] = decode(encodeWrite([ending], times).body);
  expect(series?.samples.map(({ time }) => ((time ?? 0) - 1795487400000) / 60000)).toEqual([0, 1, 3]);
  expect(series?.samples[1]?.bits).toBe(0x7ff0000000000002n);
  expect(series?.samples[2]?.value).toBe(7);
});

test('a series without samples is left out, one that was there before ends', () => {
  const never = outgoing(column(), false);
  const gone = outgoing(column(), true);
  const { body, samples } = encodeWrite([never, gone], times);
  expect(samples).toBe(1);
  expect(decode(body)).toHaveLength(1);
});
