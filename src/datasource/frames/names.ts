import type { Slo } from '../../core/slo/slo';

export function nameOf({ service, name }: Slo): string {
  return `${service} / ${name}`;
}

/** With the labels that tell it from others of its name, such as the groups of one SLO. */
export function nameAmong(slo: Slo, slos: readonly Slo[]): string {
  const namesakes = slos.filter((other) => nameOf(other) === nameOf(slo));
  const telling = Object.entries(slo.labels).filter(([label, value]) =>
    namesakes.some(({ labels }) => labels[label] !== value)
  );
  return telling.length === 0 ? nameOf(slo) : `${nameOf(slo)} (${telling.map(([, value]) => value).join(', ')})`;
}
