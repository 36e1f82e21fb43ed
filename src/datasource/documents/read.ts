import { parseDocuments } from '../../core/document/parse';
import { inOrder } from '../../core/document/problem';
import { readDocuments, type ReadDocuments } from '../../core/slo/documents';
import type { SloDataSourceOptions } from '../types';
import { kilobytesOf, MOST_KILOBYTES } from './limits';
import { inSlices, PAGE_CLOCK, type SliceClock } from './slices';

type Documents = NonNullable<SloDataSourceOptions['documents']>;

/** Everything that is configured, read at once. */
export function readConfigured(documents: Documents): ReadDocuments {
  const steps = reading(documents, MOST_KILOBYTES);
  for (;;) {
    const step = steps.next();
    if (step.done) {
      return step.value;
    }
  }
}

/** The same without blocking the page: the event loop has its turn between slices of the work. */
export function readWithoutBlocking(
  documents: Documents,
  clock: SliceClock = PAGE_CLOCK,
  mostKilobytes: number = MOST_KILOBYTES
): Promise<ReadDocuments> {
  return inSlices(reading(documents, mostKilobytes), clock);
}

/** The SLOs that are defined and what is wrong with them, in the order of the text. */
function* reading(documents: Documents, mostKilobytes: number): Generator<void, ReadDocuments, void> {
  const kilobytes = kilobytesOf(documents);
  if (kilobytes > mostKilobytes) {
    const issue = {
      kind: 'refused',
      what: 'size',
      value: String(Math.ceil(kilobytes)),
      most: mostKilobytes,
    } as const;
    return {
      definitions: [],
      policies: [],
      problems: [{ severity: 'error', document: 0, line: 0, column: 0, path: '', issue }],
    };
  }
  const { trees, problems } = yield* parseDocuments(documents);
  const read = yield* readDocuments(trees);
  return { ...read, problems: inOrder([...problems, ...read.problems]) };
}
