import { groupBy } from '../groupBy';
import { BURN_ALERT } from '../slo/kubernetesMixin/names';
import type { Labels, Slo } from '../slo/slo';
import type { ActiveAlert } from './alert';

/** Finds the SLOs that an alert may be of: one where its labels tell, several where they do not, and none that is known. */
export type FindSlos = (alert: Pick<ActiveAlert, 'name' | 'labels'>) => readonly Slo[];

/** The labels by which the alerts of a tool say of which SLO they are. */
const ID_LABELS = ['sloth_id', 'grafana_slo_uuid', 'slo'] as const;

/**
 * By the label of the tool; of the kubernetes-mixin, which has none, by the name of its alert; and else by the labels
 * `service` and `slo`, as whoever writes alerts by hand may put on them. Of several SLOs of one id, as groups and clusters
 * have, those are meant whose labels are not other than the alert's.
 */
export function sloFinder(slos: readonly Slo[]): FindSlos {
  const byId = groupBy(
    slos.flatMap((slo) => (slo.recorded ? [{ slo, recorded: slo.recorded }] : [])),
    ({ recorded: { idLabel, idValue } }) => keyOf(idLabel, idValue)
  );
  const byName = groupBy(slos, ({ service, name }) => keyOf(service, name));
  const ofMixin = slos.filter(({ tool, labels }) => tool === 'kubernetes-mixin' && labels['verb'] === 'all');
  return ({ name: alertName, labels }) => {
    const own = ID_LABELS.flatMap((label) =>
      label in labels ? (byId.get(keyOf(label, labels[label] ?? '')) ?? []).map(({ slo }) => slo) : []
    );
    if (own.length > 0) {
      return fitting(own, labels);
    }
    const { service, slo: name } = labels;
    if (service !== undefined && name !== undefined) {
      return fitting(byName.get(keyOf(service, name)) ?? [], labels);
    }
    return alertName === BURN_ALERT ? fitting(ofMixin, labels) : [];
  };
}

function keyOf(label: string, value: string): string {
  return `${label}\n${value}`;
}

/** A label that an alert overrides makes it no other SLO's, as long as there is only one that it can be of. */
function fitting(slos: readonly Slo[], labels: Labels): readonly Slo[] {
  const agreeing = slos.filter((slo) =>
    Object.entries({ ...slo.upstream.labels, ...slo.labels }).every(
      ([label, value]) => (labels[label] ?? value) === value
    )
  );
  return agreeing.length > 0 || slos.length > 1 ? agreeing : slos;
}
