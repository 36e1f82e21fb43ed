import { buffer } from 'node:stream/consumers';
import { openPromise } from 'yauzl';
import type { Entry } from '../../.config/package/bundle';

/** What is in a zip, by a reader that knows nothing of the writer, with the time of each entry. */
export async function readZip(file: string): Promise<Array<Entry & { time: string }>> {
  const archive = await openPromise(file, { autoClose: false });
  const entries: Array<Entry & { time: string }> = [];
  for await (const entry of archive.eachEntry()) {
    entries.push({
      path: entry.fileName,
      mode: entry.externalFileAttributes >>> 16,
      content: entry.fileName.endsWith('/')
        ? Buffer.alloc(0)
        : await buffer(await archive.openReadStreamPromise(entry)),
      time: entry.getLastModDate({ timezone: 'UTC' }).toISOString(),
    });
  }
  archive.close();
  return entries;
}
