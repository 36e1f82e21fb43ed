import { readFileSync, statSync } from 'node:fs';
import { parseDocuments } from '../src/core/document/parse';
import { type DocumentProblem, inOrder } from '../src/core/document/problem';
import type { DocumentTree } from '../src/core/document/tree';
import { readDocuments, type ReadDocuments } from '../src/core/slo/documents';
import { documentProblemWords } from '../src/shared/words/documents';
import { UsageError } from './usage';

const MOST_BYTES = 4_000_000;

/** Everything that files define, read together so that they may refer to one another; and what is wrong, with its file. */
export function readFiles(files: readonly string[]): ReadDocuments & { messages: string[]; errors: number } {
  const trees: DocumentTree[] = [];
  const found: DocumentProblem[] = [];
  const fileOf: string[] = [];
  for (const file of files) {
    const parsed = finish(parseDocuments(textOf(file)));
    const before = fileOf.length;
    const count = Math.max(0, ...[...parsed.trees, ...parsed.problems].map(({ document }) => document));
    trees.push(...parsed.trees.map((tree) => ({ ...tree, document: tree.document + before })));
    found.push(...parsed.problems.map((problem) => ({ ...problem, document: problem.document + before })));
    fileOf.push(...Array.from({ length: count }, () => file));
  }
  const read = finish(readDocuments(trees));
  const problems = inOrder([...found, ...read.problems]);
  return {
    ...read,
    problems,
    messages: problems.map(
      (problem) => `${fileOf[problem.document - 1] ?? ''}: ${problem.severity}: ${documentProblemWords(problem)}`
    ),
    errors: problems.filter(({ severity }) => severity === 'error').length,
  };
}

export function textOf(file: string): string {
  try {
    const { size } = statSync(file);
    if (size > MOST_BYTES) {
      throw new UsageError(`${file} has ${size} bytes, and at most ${MOST_BYTES} are read.`);
    }
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(`${file} cannot be read: ${(error as Error).message}`);
  }
}

function finish<T>(steps: Generator<void, T, void>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) {
      return step.value;
    }
  }
}
