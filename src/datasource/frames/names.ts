import { groupBy } from '../../core/groupBy';
import type { Slo } from '../../core/slo/slo';

export function nameOf({ service, name }: Slo): string {
  return `${service} / ${name}`;
}

/** Every SLO of a frame asks for its namesakes: without an index thousands of SLOs would be compared with each other. */
const namesakesOf = new WeakMap<readonly Slo[], ReadonlyMap<string, readonly Slo[]>>();

/** With the labels that tell it from others of its name, such as the groups of one SLO. */
export function nameAmong(slo: Slo, slos: readonly Slo[]): string {
  const byName = namesakesOf.get(slos) ?? groupBy(slos, nameOf);
  namesakesOf.set(slos, byName);
  const namesakes = byName.get(nameOf(slo)) ?? [];
  const telling = Object.entries(slo.labels).filter(([label, value]) =>
    namesakes.some(({ labels }) => labels[label] !== value)
  );
  return telling.length === 0 ? nameOf(slo) : `${nameOf(slo)} (${telling.map(([, value]) => value).join(', ')})`;
}
