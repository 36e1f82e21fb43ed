import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, type Node, type ParsedNode } from 'yaml';
import { shown } from './place';
import type { DocumentIssue, DocumentProblem } from './problem';
import type { DocumentTree, MapEntry, Position, TreeNode } from './tree';

const DEEPEST = 50;
/** Keys that would reach into the objects of whoever reads them. */
const REFUSED_KEYS: readonly string[] = ['__proto__', 'constructor', 'prototype'];

/** A text of one or more YAML documents, or a list of texts and of documents that are parsed already. */
export type Documents = string | readonly unknown[];

export interface ParsedDocuments {
  trees: DocumentTree[];
  problems: DocumentProblem[];
}

/**
 * The documents as trees. One that is no YAML, or YAML that is refused, is a problem and costs the others nothing.
 * Refused are aliases (a few lines of them can stand for gigabytes), nesting deeper than 50 and keys that reach into
 * objects. Yields after each document.
 */
export function* parseDocuments(documents: Documents): Generator<void, ParsedDocuments, void> {
  const sources: readonly unknown[] = Array.isArray(documents) ? documents : [documents];
  const parsed: ParsedDocuments = { trees: [], problems: [] };
  let number = 0;
  for (const source of sources) {
    number =
      typeof source === 'string' ? yield* readText(source, number, parsed) : readStructure(source, number + 1, parsed);
    yield;
  }
  return parsed;
}

/** Thrown within one document to give it up. */
class Refused extends Error {
  constructor(
    readonly issue: DocumentIssue,
    readonly at: Position,
    readonly path: string
  ) {
    super(issue.kind);
  }
}

/** @returns the number of the last document */
function* readText(text: string, before: number, parsed: ParsedDocuments): Generator<void, number, void> {
  let number = before;
  for (const { part, linesBefore } of separated(text)) {
    yield;
    const lines = new LineCounter();
    const position = (offset: number): Position => {
      const { line, col } = lines.linePos(offset);
      return { line: line + linesBefore, column: col };
    };
    // Its own check of keys compares each with all others, which takes seconds where there are thousands.
    const document = parseDocument(part, { lineCounter: lines, uniqueKeys: false, prettyErrors: false });
    const [error] = document.errors;
    const { contents } = document;
    if (!error && (contents === null || (isScalar(contents) && contents.value === null))) {
      continue;
    }
    number += 1;
    keep(parsed, number, () => {
      if (error) {
        const at = position(error.pos[0]);
        throw new Refused(
          error.code === 'RESOURCE_EXHAUSTION'
            ? { kind: 'refused', what: 'depth', value: String(DEEPEST) }
            : { kind: 'syntax', message: error.message },
          at,
          ''
        );
      }
      return nodeTree(contents as ParsedNode, position, '', 0);
    });
  }
  return number;
}

const MARKER = /^(---|\.\.\.)(?=[ \t\r\n]|$)/;
/** A comment or a directive, which belongs to what follows. */
const PREAMBLE = /^(?:\s*(?:#|$)|%)/;

/**
 * The documents of a text, cut at the lines that YAML sets apart for that and allows within no document. Parsed one by
 * one, a quote that nobody closes costs its own document and not the next as well.
 */
function separated(text: string): Array<{ part: string; linesBefore: number }> {
  const parts: Array<{ part: string; linesBefore: number }> = [];
  let lines: string[] = [];
  let linesBefore = 0;
  const cut = (next: number) => {
    parts.push({ part: lines.join('\n'), linesBefore });
    lines = [];
    linesBefore = next;
  };
  text.split('\n').forEach((line, index) => {
    const [marker] = MARKER.exec(line) ?? [];
    if (marker === '---' && !lines.every((before) => PREAMBLE.test(before))) {
      cut(index);
    }
    lines.push(line);
    if (marker === '...') {
      cut(index + 1);
    }
  });
  cut(0);
  return parts;
}

function readStructure(source: unknown, number: number, parsed: ParsedDocuments): number {
  keep(parsed, number, () => valueTree(source, '', 0));
  return number;
}

function keep(parsed: ParsedDocuments, document: number, make: () => TreeNode): void {
  try {
    parsed.trees.push({ document, root: make() });
  } catch (error) {
    if (!(error instanceof Refused)) {
      throw error;
    }
    parsed.problems.push({ severity: 'error', document, ...error.at, path: error.path, issue: error.issue });
  }
}

function nodeTree(node: Node | null, position: (offset: number) => Position, path: string, depth: number): TreeNode {
  const at = position(node?.range?.[0] ?? 0);
  checkDepth(depth, at, path);
  if (isAlias(node)) {
    throw new Refused({ kind: 'refused', what: 'alias', value: node.source }, at, path);
  }
  if (isMap(node)) {
    const lineOf = new Map<string, number>();
    const entries = node.items.filter(isPair).map(({ key, value }): MapEntry => {
      const keyNode = key as Node | null;
      const keyPosition = position(keyNode?.range?.[0] ?? 0);
      const name = checkKey(isScalar(keyNode) ? String(keyNode.value) : '?', keyPosition, path);
      const below = join(path, name);
      const first = lineOf.get(name);
      if (first !== undefined) {
        throw new Refused({ kind: 'duplicateKey', value: shown(name), line: first }, keyPosition, path);
      }
      lineOf.set(name, keyPosition.line);
      return { key: name, keyPosition, value: nodeTree(value as Node | null, position, below, depth + 1) };
    });
    return { ...at, kind: 'map', entries };
  }
  if (isSeq(node)) {
    const items = node.items.map((item, index) =>
      nodeTree(item as Node | null, position, `${path}[${index}]`, depth + 1)
    );
    return { ...at, kind: 'list', items };
  }
  return { ...at, kind: 'scalar', value: scalarOf(isScalar(node) ? node.value : null) };
}

const NOWHERE: Position = { line: 0, column: 0 };

function valueTree(value: unknown, path: string, depth: number): TreeNode {
  checkDepth(depth, NOWHERE, path);
  if (Array.isArray(value)) {
    const items = value.map((item, index) => valueTree(item, `${path}[${index}]`, depth + 1));
    return { ...NOWHERE, kind: 'list', items };
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, below]): MapEntry => {
      const name = checkKey(key, NOWHERE, path);
      return { key: name, keyPosition: NOWHERE, value: valueTree(below, join(path, name), depth + 1) };
    });
    return { ...NOWHERE, kind: 'map', entries };
  }
  return { ...NOWHERE, kind: 'scalar', value: scalarOf(value) };
}

function scalarOf(value: unknown): string | number | boolean | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : value == null
      ? null
      : String(value);
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

function checkDepth(depth: number, at: Position, path: string): void {
  if (depth > DEEPEST) {
    throw new Refused({ kind: 'refused', what: 'depth', value: String(DEEPEST) }, at, path.slice(0, 60));
  }
}

function checkKey(key: string, at: Position, path: string): string {
  if (REFUSED_KEYS.includes(key)) {
    throw new Refused({ kind: 'refused', what: 'key', value: key }, at, path);
  }
  return key;
}
