import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import type { Entry } from './bundle';

/** Writes a zip whose bytes depend on entries and day alone. */
export async function zip(entries: readonly Entry[], date: Date): Promise<Buffer> {
  // A zip holds local time. Noon of a day is a time that every zone has, and is written alike in all of them.
  const mtime = new Date(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(), 12);
  const archive = new ZipFile();
  for (const { path, mode, content } of entries) {
    const options = { mtime, mode, forceDosTimestamp: true };
    if (path.endsWith('/')) {
      archive.addEmptyDirectory(path, options);
    } else {
      archive.addBuffer(content, path, { ...options, compressionLevel: 9 });
    }
  }
  archive.end();
  return buffer(archive.outputStream);
}
