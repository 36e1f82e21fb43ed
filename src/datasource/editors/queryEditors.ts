/** The editors of queries, in one chunk, as they are made of the same fields. */
export { AnnotationEditor } from './AnnotationEditor';
export { QueryEditor } from './QueryEditor';
export { VariableQueryEditor } from './VariableQueryEditor';
