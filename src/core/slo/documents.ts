import { Place, shown } from '../document/place';
import type { DocumentProblem } from '../document/problem';
import type { DocumentTree } from '../document/tree';
import { POLICY_FORMAT, readPolicies, type PolicyDefinition } from '../release/policy/read';
import type { SloDefinition } from './definition';
import type { DefinedSlo, OpenedDocument } from './opened';
import { readOpenSlo } from './openslo/read';
import { OPENSLO_ALPHA, readOpenSloAlpha } from './openslo/readAlpha';
import { PYRRA_FORMAT, readPyrra } from './pyrra/read';
import { readSloGenerator, SLO_GENERATOR_FORMAT } from './sloGenerator/read';
import { readSloth, SLOTH_FILE, SLOTH_KUBERNETES } from './sloth/read';

export interface ReadDocuments {
  definitions: SloDefinition[];
  /** Release policies, with the SLOs that they refer to in place. */
  policies: PolicyDefinition[];
  problems: DocumentProblem[];
}

/**
 * Knows all documents of its formats, because they may refer to one another; reports through their places. What it reads
 * comes in small parts, so that whoever takes them can pause between two.
 */
interface DocumentReader {
  /** What `apiVersion` says, or `version` in documents that have no `apiVersion`. */
  formats: readonly string[];
  read: (documents: readonly OpenedDocument[]) => Iterable<readonly DefinedSlo[]>;
}

const READERS: readonly DocumentReader[] = [
  { formats: ['openslo/v1'], read: readOpenSlo },
  { formats: [OPENSLO_ALPHA], read: readOpenSloAlpha },
  { formats: [SLOTH_FILE, SLOTH_KUBERNETES], read: readSloth },
  { formats: [PYRRA_FORMAT], read: readPyrra },
  { formats: [SLO_GENERATOR_FORMAT], read: readSloGenerator },
];

/** What a document may say that it is. */
export const DOCUMENT_FORMATS: readonly string[] = [...READERS.flatMap(({ formats }) => formats), POLICY_FORMAT];

/**
 * Every SLO and release policy that the documents define, and everything that is wrong with them. A bad document costs only itself. Yields
 * after each document.
 */
export function* readDocuments(trees: readonly DocumentTree[]): Generator<void, ReadDocuments, void> {
  const problems: DocumentProblem[] = [];
  const opened = trees.flatMap((tree) => open(tree, problems));
  const defined: DefinedSlo[] = [];
  for (const { formats, read } of READERS) {
    for (const slos of read(opened.filter(({ format }) => formats.includes(format)))) {
      defined.push(...slos);
      yield;
    }
  }
  const definitions = withoutDuplicates(defined);
  const policies = readPolicies(
    opened.filter(({ format }) => format === POLICY_FORMAT),
    definitions
  );
  return { definitions, policies, problems: distinct(problems) };
}

/** A list holds one document for each item, as OpenSLO's own tools read it. */
function open(tree: DocumentTree, problems: DocumentProblem[]): OpenedDocument[] {
  const root = Place.root(tree, problems);
  const places = root.node?.kind === 'list' ? root.items() : [root];
  return places.flatMap((place) => identify(tree.document, place));
}

function identify(document: number, place: Place): OpenedDocument[] {
  if (!place.isMap()) {
    return [];
  }
  const version = place.get('version');
  const named = !place.get('apiVersion').exists && version.exists ? version : place.get('apiVersion');
  const format = named.text();
  if (format === null) {
    return [];
  }
  if (!DOCUMENT_FORMATS.includes(format)) {
    named.report({ kind: 'notOneOf', value: shown(format), allowed: DOCUMENT_FORMATS });
    return [];
  }
  return [{ document, format, place }];
}

/** The first of those that share service and name, in the order of the text. */
function withoutDuplicates(defined: readonly DefinedSlo[]): SloDefinition[] {
  const taken = new Map<string, number>();
  const inOrder = [...defined].sort((a, b) => a.definition.document - b.definition.document);
  return inOrder.flatMap(({ definition, namePlace }) => {
    const { service, name, document } = definition;
    const key = JSON.stringify([service, name]);
    const first = taken.get(key);
    if (first !== undefined) {
      namePlace.report({ kind: 'duplicateSlo', value: `${service} / ${name}`, document: first });
      return [];
    }
    taken.set(key, document);
    return [definition];
  });
}

/** What two SLOs of one document share is read for each, and wrong every time. */
function distinct(problems: readonly DocumentProblem[]): DocumentProblem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}
