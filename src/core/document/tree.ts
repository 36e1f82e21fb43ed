/**
 * A parsed document with the place of everything in it. Whoever reads the text (YAML, JSON) makes the tree, so that the
 * readers of SLO documents need no parser and can name line and path of what is wrong.
 */

export interface Position {
  /** From 1; 0 where the document was given as an object and has no text. */
  line: number;
  column: number;
}

export interface MapEntry {
  key: string;
  keyPosition: Position;
  value: TreeNode;
}

export type TreeNode = Position &
  (
    | { kind: 'map'; entries: readonly MapEntry[] }
    | { kind: 'list'; items: readonly TreeNode[] }
    | { kind: 'scalar'; value: string | number | boolean | null }
  );

/** One document of a text that may hold several. */
export interface DocumentTree {
  /** From 1, in the order of the text. */
  document: number;
  root: TreeNode;
}
