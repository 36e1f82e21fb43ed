import { shown, type Place } from '../../document/place';
import type { SloDefinition } from '../definition';
import type { DefinedSlo, OpenedDocument } from '../opened';
import { fillUrl, type SloLink, type SloLinkKind } from '../links';
import type { Labels } from '../slo';
import { readIndicator, type Indicator } from './indicator';
import { readObjectives, type Objective } from './objectives';
import { readTimeWindow } from './timeWindow';

/** Kinds of OpenSLO that say nothing about how an SLO is measured. */
const IGNORED_KINDS: readonly string[] = ['AlertPolicy', 'AlertCondition', 'AlertNotificationTarget'];
/** RFC 1123 label, as OpenSLO's own tools demand of names. */
const NAME = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const LINK_ANNOTATIONS: ReadonlyArray<[key: string, kind: SloLinkKind]> = [
  ['runbook', 'runbook'],
  ['runbook_url', 'runbook'],
  ['dashboard', 'dashboard'],
  ['logs', 'logs'],
  ['traces', 'traces'],
];

/** The other way to write `${label}`, as Prometheus's templates do. */
const TEMPLATE_LABEL = /\{\{\s*(?:\$labels)?\.?([^{}\s]+)\s*\}\}/g;

interface NamedDocument extends OpenedDocument {
  kind: string;
  name: string;
}

/** Every SLO that documents of OpenSLO v1 define; they may refer to one another. */
export function readOpenSlo(opened: readonly OpenedDocument[]): DefinedSlo[] {
  const documents = opened.flatMap(identify);
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
  const sliNamed = (name: string) => byName.get(JSON.stringify(['SLI', name]))?.place;
  return documents
    .filter(({ kind }) => kind === 'SLO')
    .flatMap((one) => readSlo(one, sliNamed).map((definition): DefinedSlo => ({ definition, namePlace: nameOf(one) })));
}

function nameOf({ place }: OpenedDocument): Place {
  return place.get('metadata').get('name');
}

/** Kind and name of a document that can be read; reports one that cannot. */
function identify(opened: OpenedDocument): NamedDocument[] {
  const { place } = opened;
  place.allowKeys(['apiVersion', 'kind', 'metadata', 'spec']);
  const kind = place.get('kind').oneOf(['SLO', 'SLI', 'Service', 'DataSource', ...IGNORED_KINDS]);
  const metadata = place.get('metadata');
  if (kind === null || !metadata.isMap()) {
    return [];
  }
  if (IGNORED_KINDS.includes(kind)) {
    place.report({ kind: 'ignored', value: kind }, 'warning');
    return [];
  }
  metadata.allowKeys(['name', 'displayName', 'labels', 'annotations']);
  const name = readName(metadata.get('name'));
  return name === null ? [] : [{ ...opened, kind, name }];
}

function readName(place: Place): string | null {
  const name = place.text();
  return name === null || NAME.test(name) ? name : place.report({ kind: 'notAName', value: shown(name) });
}

function readSlo(
  { document, name, place: slo }: NamedDocument,
  sliNamed: (name: string) => Place | undefined
): SloDefinition[] {
  const spec = slo.get('spec');
  if (!spec.isMap()) {
    return [];
  }
  spec.allowKeys([
    'description',
    'service',
    'indicator',
    'indicatorRef',
    'timeWindow',
    'budgetingMethod',
    'objectives',
    'alertPolicies',
  ]);
  const service = readName(spec.get('service'));
  const window = readTimeWindow(spec.get('timeWindow'));
  const counts = countsOccurrences(spec.get('budgetingMethod'));
  const objectives = readObjectives(spec.get('objectives'));
  if (spec.get('alertPolicies').exists) {
    spec.get('alertPolicies').report({ kind: 'ignored', value: 'alertPolicies' }, 'warning');
  }
  const measured = objectives.flatMap((objective) => {
    const indicator = indicatorOf(spec, objective, sliNamed);
    return indicator ? [{ objective, indicator }] : [];
  });
  if (service === null || window === null || !counts) {
    return [];
  }
  const about = readMetadata(slo.get('metadata'), service, name);
  const displayName = slo.get('metadata').get('displayName').optionalText();
  const description = spec.get('description').optionalText() ?? displayName;
  return measured.map(({ objective, indicator }) => ({
    tool: 'openslo',
    document,
    line: slo.get('metadata').get('name').line,
    service,
    name: `${name}${objective.suffix}`,
    ...about,
    ...(description === null ? {} : { description }),
    objectiveRatio: objective.objectiveRatio,
    window,
    ...indicator,
  }));
}

function countsOccurrences(method: Place): boolean {
  const value = method.oneOf(['Occurrences', 'Timeslices', 'RatioTimeslices']);
  if (value !== null && value !== 'Occurrences') {
    method.report({ kind: 'notSupported', what: 'timeslices', value });
  }
  return value === 'Occurrences';
}

function indicatorOf(
  spec: Place,
  { place: objective }: Objective,
  sliNamed: (name: string) => Place | undefined
): Indicator | null {
  const [holder, other] = [objective, spec].filter(
    (one) => one.get('indicator').exists || one.get('indicatorRef').exists
  );
  if (!holder) {
    return spec.report({ kind: 'eitherOf', keys: ['indicator', 'indicatorRef'] });
  }
  if (other) {
    return holder.report({ kind: 'exclusive', other: 'spec.indicator' });
  }
  const reference = holder.get('indicatorRef');
  if (!reference.exists) {
    holder.get('indicator').allowKeys(['metadata', 'spec']);
    return readIndicator(holder.get('indicator'), objective);
  }
  if (holder.get('indicator').exists) {
    return reference.report({ kind: 'exclusive', other: 'indicator' });
  }
  const wanted = reference.text();
  if (wanted === null) {
    return null;
  }
  const sli = sliNamed(wanted);
  return sli
    ? readIndicator(sli, objective)
    : reference.report({ kind: 'unknownReference', value: shown(wanted), wanted: 'SLI' });
}

type Metadata = Pick<SloDefinition, 'labels' | 'links'> & Partial<Pick<SloDefinition, 'owner'>>;

function readMetadata(metadata: Place, service: string, name: string): Metadata {
  const labels = readLabels(metadata.get('labels'));
  const annotations = metadata.get('annotations');
  const owner = labels['owner'] ?? labels['team'] ?? annotations.get('owner').optionalText();
  return {
    labels,
    links: readLinks(annotations, { ...labels, service, slo: name }),
    ...(owner == null ? {} : { owner }),
  };
}

/** OpenSLO allows a list for a label: its values are one text. */
function readLabels(labels: Place): Labels {
  return Object.fromEntries(
    labels.entries().flatMap(({ key, place }) => {
      const value =
        place.node?.kind === 'list'
          ? place
              .items()
              .flatMap((item) => item.optionalText() ?? [])
              .join(', ')
          : place.optionalText();
      return value === null ? [] : [[key, value]];
    })
  );
}

function readLinks(annotations: Place, labels: Labels): SloLink[] {
  return LINK_ANNOTATIONS.flatMap(([key, kind]) => {
    const place = annotations.get(key);
    const template = place.optionalText();
    if (template === null) {
      return [];
    }
    const url = fillUrl(template.replace(TEMPLATE_LABEL, '${$1}'), labels);
    if (url === null) {
      place.report({ kind: 'unsafeUrl', value: shown(template) }, 'warning');
      return [];
    }
    return [{ kind, title: '', url }];
  });
}
