/** The little of protobuf that a remote write of a test needs; numbers of fields are those of Prometheus's prompb/types.proto. */

/** A field that holds a message or a text. */
export function bytes(field: number, content: Buffer | string): Buffer {
  const buffer = Buffer.from(content);
  return Buffer.concat([Buffer.from([(field << 3) | 2, ...varint(buffer.length)]), buffer]);
}

/** A field that holds a whole number, >= 0. */
export function integer(field: number, value: number): Buffer {
  return Buffer.from([field << 3, ...varint(value)]);
}

export function double(field: number, value: number): Buffer {
  const buffer = Buffer.alloc(9);
  buffer[0] = (field << 3) | 1;
  buffer.writeDoubleLE(value, 1);
  return buffer;
}

/** A signed number as protobuf's sint types write it, for `integer` or a packed list. */
export function zigzag(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value;
}

export function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}

/** A time series of a remote write: its labels and whatever fields its samples are in. */
export function timeSeries(labels: Readonly<Record<string, string>>, fields: readonly Buffer[]): Buffer {
  return bytes(1, Buffer.concat([...labelFields(labels), ...fields]));
}

/** Labels sorted by name, as the protocol wants them. */
export function labelFields(labels: Readonly<Record<string, string>>): Buffer[] {
  return Object.entries(labels)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => bytes(1, Buffer.concat([bytes(1, name), bytes(2, value)])));
}

/** Writes series to a Prometheus, in one literal of snappy; throws with its words where it refuses them. */
export async function remoteWrite(url: string, series: readonly Buffer[]): Promise<void> {
  const message = Buffer.concat(series);
  const header = Buffer.from([...varint(message.length), 0xfc, 0, 0, 0, 0]);
  header.writeUInt32LE(message.length - 1, header.length - 4);
  const response = await fetch(`${url}/api/v1/write`, {
    method: 'POST',
    headers: {
      'Content-Encoding': 'snappy',
      'Content-Type': 'application/x-protobuf',
      'X-Prometheus-Remote-Write-Version': '0.1.0',
    },
    body: Buffer.concat([header, message]),
  });
  if (!response.ok) {
    throw new Error(`${response.status}: ${await response.text()}`);
  }
}
