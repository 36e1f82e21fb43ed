import type { SloDefinition } from '../definition';
import type { Slo } from '../slo';
import { metricBase } from './names';

/**
 * Whether a document of Pyrra may be that of a recorded SLO by its name alone, which is all that Pyrra knows an SLO by.
 * The service is one of the labels of what is recorded: where the document is grouped by that label, each group has a
 * service of its own, and the document has none. Labels that the document hands on must be there, and the burn rates be
 * named after its metric.
 */
export function meetsByName(slo: Slo, definition: SloDefinition): boolean {
  return (
    slo.tool === 'pyrra' &&
    definition.tool === 'pyrra' &&
    slo.name === definition.name &&
    Object.entries(definition.labels).every(([name, value]) => slo.labels[name] === value) &&
    isNamedAfter(slo, definition)
  );
}

/** True where nothing tells otherwise. */
function isNamedAfter({ recorded }: Slo, { events }: SloDefinition): boolean {
  const total = events?.total[0].selector.metric;
  const ratios = [...(recorded?.ratios.values() ?? [])];
  return total === undefined || ratios.every(({ metric }) => metric.startsWith(`${metricBase(total)}:`));
}
