import type { Slo } from '../core/slo/slo';
import { filterSlos, type SloFilter } from './query';
import type { SloVariableQuery } from './types';

/** What a list of values of SLOs is made of. */
export interface ChoiceQuery extends Pick<SloVariableQuery, 'label'> {
  values: Exclude<SloVariableQuery['values'], 'statuses' | 'policies' | 'releases'>;
}

/**
 * The values that a field may offer beside the other parts of a filter: those of SLOs that pass the others. What is chosen
 * in the field itself hides nothing, as it would hide everything but itself.
 *
 * @param query for `labelNames`, its label is the one that the field is to change
 */
export function choicesBeside(slos: readonly Slo[], filter: SloFilter, query: ChoiceQuery): string[] {
  const { values, label } = query;
  const others: SloFilter = {
    services: values === 'services' ? [] : filter.services,
    slos: values === 'slos' ? [] : filter.slos,
    owners: values === 'owners' ? [] : filter.owners,
    labels: filter.labels.filter((one) => one.label !== label),
  };
  return choicesOf(filterSlos(slos, others), query);
}

/** The values that these SLOs have, each once, ordered as people count: `rack-2` before `rack-10`. */
export function choicesOf(slos: readonly Slo[], query: ChoiceQuery): string[] {
  const values = slos.flatMap((slo) => valuesOf(slo, query)).filter((value) => value !== '');
  return [...new Set(values)].sort(NATURAL_ORDER.compare);
}

const NATURAL_ORDER = new Intl.Collator('en', { numeric: true });

function valuesOf({ service, name, owner, labels }: Slo, { values, label = '' }: ChoiceQuery): string[] {
  switch (values) {
    case 'services':
      return [service];
    case 'slos':
      return [name];
    case 'owners':
      return owner === undefined ? [] : [owner];
    case 'labelNames':
      return Object.keys(labels);
    case 'labelValues':
      return Object.hasOwn(labels, label) ? [labels[label] ?? ''] : [];
  }
}
