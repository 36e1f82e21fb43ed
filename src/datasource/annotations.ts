import type { AnnotationSupport } from '@grafana/data';
import { LazyAnnotationEditor } from './editors/lazyEditors';
import { QUERY_SCHEMA_VERSION, type SloQuery } from './types';

/** The refId that Grafana gives annotation queries of its own. */
const REF_ID = 'Anno';

const DEFAULT_ANNOTATION = {
  schemaVersion: QUERY_SCHEMA_VERSION,
  queryType: 'annotations',
  mark: 'episodes',
} as const satisfies Partial<SloQuery>;

/**
 * Annotations are asked for as any other query is, in the same editor, and their frame has the fields that Grafana reads
 * annotations from. One without a query, as people write it by hand, marks the episodes of all SLOs.
 */
export const SLO_ANNOTATIONS: AnnotationSupport<SloQuery> = {
  QueryEditor: LazyAnnotationEditor,
  getDefaultQuery: () => DEFAULT_ANNOTATION,
  prepareQuery: ({ target }) => ({ refId: REF_ID, ...DEFAULT_ANNOTATION, ...target, queryType: 'annotations' }),
};
