import { type Column } from './columns';
import { absent } from './series';

/** A sample time: the minute index in the columns' arrays, the share of a minute after it, and the unix time. */
export interface SampleTime {
  index: number;
  share: number;
  milliseconds: number;
}

/** A column on its way to Prometheus; remembers whether its last sample was there, to end it with a staleness marker. */
export interface OutgoingColumn {
  column: Column;
  labelBytes: Buffer;
  wasPresent: boolean;
}

// Prometheus tells a series' end by this bit pattern; as a number it could lose its payload.
const staleLow = 2;
const staleHigh = 0x7ff00000;
/** Tag and length of a sample (2), tag and double (9), tag (1); the timestamp follows. */
const timestampOffset = 12;
/** Milliseconds of our age take six bytes as a varint. */
const sampleBytes = timestampOffset + 6;
/** Tag of a series and its length, of fixed width so that it can be filled in afterwards. */
const messageHeaderBytes = 5;

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
  return bytes;
}

function lengthDelimited(tag: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([tag, ...varint(content.length)]), content]);
}

/** Prepares a column; `wasPresent` tells whether Prometheus already holds samples of it that have not ended. */
export function outgoing(column: Column, wasPresent: boolean): OutgoingColumn {
  // The protocol wants labels sorted by name.
  const pairs = Object.keys(column.labels)
    .sort()
    .map((name) =>
      lengthDelimited(
        0x0a,
        Buffer.concat([
          lengthDelimited(0x0a, Buffer.from(name)),
          lengthDelimited(0x12, Buffer.from(column.labels[name] ?? '')),
        ])
      )
    );
  return { column, labelBytes: Buffer.concat(pairs), wasPresent };
}

function sampleTemplate(times: readonly SampleTime[]): Buffer {
  const template = Buffer.alloc(times.length * sampleBytes);
  times.forEach(({ milliseconds }, index) => {
    const at = index * sampleBytes;
    template.set([0x12, sampleBytes - 2, 0x09], at);
    template.set([0x10, ...varint(milliseconds)], at + timestampOffset - 1);
  });
  return template;
}

/** One remote write request. */
export interface EncodedWrite {
  body: Buffer;
  /** Samples in it, staleness markers included. */
  samples: number;
}

/** Encodes the columns' samples at some times, as protobuf in one snappy literal. */
export function encodeWrite(columns: readonly OutgoingColumn[], times: readonly SampleTime[]): EncodedWrite {
  const template = sampleTemplate(times);
  const headroom = 16;
  const size = columns.reduce((sum, { labelBytes }) => sum + labelBytes.length + template.length + headroom, headroom);
  const body = Buffer.allocUnsafe(size);
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  let end = headroom;
  let samples = 0;
  for (const outgoingColumn of columns) {
    const start = end;
    end = writeColumn(body, view, start, outgoingColumn, template, times);
    samples += end === start ? 0 : (end - start - messageHeaderBytes - outgoingColumn.labelBytes.length) / sampleBytes;
  }
  return { body: snappyLiteral(body, headroom, end), samples };
}

/** Writes one TimeSeries message behind `start` and returns its end; nothing when it has no samples. */
function writeColumn(
  body: Buffer,
  view: DataView,
  start: number,
  outgoingColumn: OutgoingColumn,
  template: Buffer,
  times: readonly SampleTime[]
): number {
  const { column, labelBytes } = outgoingColumn;
  const contentStart = start + messageHeaderBytes;
  labelBytes.copy(body, contentStart);
  let end = contentStart + labelBytes.length;
  const samplesStart = end;
  // Copied at once; only behind a missing sample do the rest move up one by one.
  template.copy(body, end);
  let hasMissing = false;
  for (let number = 0; number < times.length; number++) {
    const time = times[number];
    const value = time ? column.valueAt(time.index, time.share) : absent;
    const isPresent = value !== absent;
    if (!isPresent && !outgoingColumn.wasPresent) {
      hasMissing = true;
      continue;
    }
    if (hasMissing) {
      template.copy(body, end, number * sampleBytes, (number + 1) * sampleBytes);
    }
    if (isPresent) {
      view.setFloat64(end + 3, value, true);
    } else {
      view.setUint32(end + 3, staleLow, true);
      view.setUint32(end + 7, staleHigh, true);
    }
    outgoingColumn.wasPresent = isPresent;
    end += sampleBytes;
  }
  if (end === samplesStart) {
    return start;
  }
  body[start] = 0x0a;
  const length = end - contentStart;
  body[start + 1] = (length & 127) | 128;
  body[start + 2] = ((length >>> 7) & 127) | 128;
  body[start + 3] = ((length >>> 14) & 127) | 128;
  body[start + 4] = length >>> 21;
  return end;
}

/** Puts the snappy block header (length, one literal chunk) right before `start`; needs 10 bytes of room there. */
function snappyLiteral(body: Buffer, start: number, end: number): Buffer {
  const length = end - start;
  const header = Buffer.from([...varint(length), 0xfc, 0, 0, 0, 0]);
  header.writeUInt32LE(Math.max(0, length - 1), header.length - 4);
  const from = start - header.length;
  header.copy(body, from);
  return body.subarray(from, end);
}
