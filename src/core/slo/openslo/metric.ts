import { shown, type Place } from '../../document/place';
import { parseEventCount } from '../../promql/eventCount';
import { isCounter, reportQuery } from '../countQuery';
import type { SloDefinition } from '../definition';
import type { EventCount } from '../events';
import type { References } from './references';

/** The data source that a query is for, where it names one. */
export type Source = Pick<SloDefinition, 'upstreamRef' | 'upstreamAlias'>;

export interface SourcedQuery {
  query: Place;
  text: string;
  source: Source;
}

/** A `metricSource` of Prometheus with its query. */
export function readQuery(metric: Place, { dataSource }: References): SourcedQuery | null {
  if (!metric.isMap()) {
    return null;
  }
  metric.allowKeys(['metricSource']);
  const place = metric.get('metricSource');
  if (!place.isMap()) {
    return null;
  }
  place.allowKeys(['metricSourceRef', 'type', 'spec']);
  const reference = place.get('metricSourceRef').optionalText();
  const document = reference === null ? undefined : dataSource(reference);
  // A data source that is a document has its type there.
  const type = place.get('type').optionalText() ?? document?.get('spec').get('type').optionalText() ?? null;
  if (type !== null && type.toLowerCase() !== 'prometheus') {
    const at = place.get('type').exists ? place.get('type') : place.get('metricSourceRef');
    return at.report({ kind: 'notSupported', what: 'metricSource', value: shown(type) });
  }
  const spec = place.get('spec');
  if (!spec.isMap()) {
    return null;
  }
  spec.allowKeys(['query']);
  const query = spec.get('query');
  const text = query.text();
  return text === null ? null : { query, text, source: sourceOf(reference, document) };
}

/**
 * A reference names a data source of Grafana by its name or uid. Where a `DataSource` document has that name, its display
 * name may be that of Grafana's too, since OpenSLO allows no spaces or capitals in a name.
 */
function sourceOf(reference: string | null, document: Place | undefined): Source {
  if (reference === null) {
    return {};
  }
  const alias = document?.get('metadata').get('displayName').optionalText() ?? null;
  return { upstreamRef: reference, ...(alias === null ? {} : { upstreamAlias: alias }) };
}

export interface SourcedCount {
  count: EventCount;
  query: Place;
  source: Source;
}

/** @param counter what the document says of it; null where it says nothing */
export function readCount(metric: Place, counter: boolean | null, references: References): SourcedCount | null {
  const read = readQuery(metric, references);
  if (!read) {
    return null;
  }
  const { query, text, source } = read;
  const parsed = parseEventCount(text);
  if (!parsed.ok) {
    return reportQuery(query, text, parsed.problem);
  }
  return isCounter(query, text, parsed, counter) ? { count: parsed.count, query, source } : null;
}
