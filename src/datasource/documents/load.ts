import type { ReadDocuments } from '../../core/slo/documents';
import type { SloDataSourceOptions } from '../types';

/** The parsers of YAML and PromQL are large and most data sources have no documents, so they are loaded when needed. */
export async function loadDefinitions(documents: SloDataSourceOptions['documents']): Promise<ReadDocuments> {
  // A key without a value in a provisioning file is null.
  if (documents == null || documents.length === 0) {
    return { definitions: [], policies: [], problems: [] };
  }
  const { readWithoutBlocking } = await import(/* webpackChunkName: "documents" */ './read');
  return readWithoutBlocking(documents);
}
