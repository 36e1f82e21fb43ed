import type { Slo } from '../../slo/slo';
import { groupBy } from '../../groupBy';
import type { SeenRelease, SloReleases } from './judge';

/** A release of a service. */
export interface Release extends SeenRelease {
  service: string;
  /** Those that have seen it, never none. */
  slos: readonly Slo[];
  /** Whether all SLOs of the service that tell versions have. */
  ofAll: boolean;
}

/**
 * The releases that SLOs have seen, one for all SLOs of a service that may have seen the same: of the same version, and not
 * one after the other. The first that has seen it tells the time. Ascending.
 */
export function serviceReleases(all: readonly SloReleases[]): Release[] {
  const told = all.flatMap((one) => (one.state === 'ok' ? [one] : []));
  return [...groupBy(told, ({ slo }) => JSON.stringify([slo.upstream.uid, slo.service])).values()]
    .flatMap(releasesOfService)
    .sort((a, b) => a.atSeconds - b.atSeconds);
}

function releasesOfService(told: ReadonlyArray<Extract<SloReleases, { state: 'ok' }>>): Release[] {
  const seen = told
    .flatMap(({ slo, releases }) => releases.map((release) => ({ slo, release })))
    .sort(({ release: a }, { release: b }) => a.atSeconds - b.atSeconds || b.notBeforeSeconds - a.notBeforeSeconds);
  const found: Array<{ release: SeenRelease; slos: Set<Slo> }> = [];
  for (const { slo, release } of seen) {
    const same = found.find((one) => maybeSame(one.release, release));
    if (same) {
      same.slos.add(slo);
    } else {
      found.push({ release, slos: new Set([slo]) });
    }
  }
  return found.map(({ release, slos }) => ({
    ...release,
    service: [...slos][0]?.service ?? '',
    slos: [...slos],
    ofAll: slos.size === told.length,
  }));
}

function maybeSame(first: SeenRelease, later: SeenRelease): boolean {
  return first.kind === later.kind && first.value === later.value && later.notBeforeSeconds < first.atSeconds;
}
