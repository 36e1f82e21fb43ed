import type { DocumentProblem } from '../../core/document/problem';
import { readDocuments, type ReadDocuments } from '../../core/slo/documents';
import type { SloDataSourceOptions } from '../types';
import { parseDocuments } from './trees';

/** Everything that is configured, read: the SLOs it defines and what is wrong with it, in the order of the text. */
export function readConfigured(documents: SloDataSourceOptions['documents']): ReadDocuments {
  const { trees, problems } = parseDocuments(documents);
  const { definitions, problems: found } = readDocuments(trees);
  return { definitions, problems: [...problems, ...found].sort(byPlace) };
}

function byPlace(a: DocumentProblem, b: DocumentProblem): number {
  return a.document - b.document || a.line - b.line || a.column - b.column;
}
