import type { Place } from '../../document/place';
import type { DefinedSlo, OpenedDocument } from '../opened';
import { checkSpec, readKind, type Kind } from './kinds';
import { checkMetadata, readName } from './metadata';
import { readSlo } from './slo';

interface NamedDocument extends OpenedDocument {
  kind: Kind;
  name: string;
}

/** Every SLO that documents of OpenSLO v1 define; they may refer to one another. */
export function* readOpenSlo(opened: readonly OpenedDocument[]): Generator<DefinedSlo[]> {
  const documents: NamedDocument[] = [];
  for (const one of opened) {
    documents.push(...identify(one));
    yield [];
  }
  const byName = new Map<string, NamedDocument>();
  for (const one of documents) {
    const key = JSON.stringify([one.kind, one.name]);
    const known = byName.get(key);
    if (known && one.kind !== 'SLO') {
      nameOf(one).report({ kind: 'duplicateName', value: one.name, document: known.document });
    } else {
      byName.set(key, one);
    }
  }
  const named = (kind: Kind) => (name: string) => byName.get(JSON.stringify([kind, name]))?.place;
  const references = {
    sli: named('SLI'),
    dataSource: named('DataSource'),
    alertPolicy: named('AlertPolicy'),
    alertCondition: named('AlertCondition'),
  };
  for (const one of documents.filter(({ kind }) => kind === 'SLO')) {
    yield readSlo(one, references).map((definition) => ({ definition, namePlace: nameOf(one) }));
  }
}

function nameOf({ place }: OpenedDocument): Place {
  return place.get('metadata').get('name');
}

/** Kind and name of a document that can be read; reports one that cannot. */
function identify(opened: OpenedDocument): NamedDocument[] {
  const { place } = opened;
  place.allowKeys(['apiVersion', 'kind', 'metadata', 'spec']);
  const kind = readKind(place.get('kind'));
  const metadata = place.get('metadata');
  if (kind === null || !metadata.isMap()) {
    return [];
  }
  const name = readName(metadata.get('name'));
  checkMetadata(metadata);
  checkSpec(kind, place.get('spec'));
  return name === null ? [] : [{ ...opened, kind, name }];
}
