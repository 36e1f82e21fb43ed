import { componentsOf } from './events';
import { apiserver, type ApiserverSource, type ScrapedSource, type Source, sources } from './services';
import { lateCode, type World } from './stories';

/** Stretch of minute marks, both ends included, at which a series has samples. */
export interface Segment {
  fromMinute: number;
  toMinute: number;
}

/** One raw series as scraped: its labels, where its value comes from, and when it exists. */
export interface RawSeries {
  labels: Readonly<Record<string, string>>;
  source: ScrapedSource;
  /** Index among the source's components; undefined for the build info gauge, which is always 1. */
  component: number | undefined;
  version: string | undefined;
  segments: readonly Segment[];
}

/** Scrape labels of the whole demo; the live exporter's target carries the same. */
export const jobLabels = { job: 'restaurant', instance: 'restaurant:8080' } as const;

/** Labels of the API server's own scrape. */
const apiserverLabels = { job: 'kube-apiserver', instance: '10.0.0.1:6443' } as const;

/** The value that stands for "no sample here" in the demo's arrays; a real NaN is a sample. */
export const absent = -Infinity;

/** All raw series of a world, in a fixed order. */
export function rawSeries(world: World): RawSeries[] {
  const own = sources.flatMap((source) =>
    source.kind === 'http' ? httpSeries(world, source) : counterSeries(world, source)
  );
  return [...own, ...apiserverSeries(apiserver)];
}

function placeLabels({ service, region, provider }: Source) {
  return { ...jobLabels, service, region, provider };
}

function httpSeries(world: World, source: Source): RawSeries[] {
  const spans = world.versions[source.id] ?? [];
  const versions = [...new Set(spans.map((span) => span.version))];
  return versions.flatMap((version) => {
    const served = spans.filter((span) => span.version === version);
    const counters = componentsOf(source).map((component, index): RawSeries => {
      const isLate = source.id === lateCode.sourceId && component.labels.code === lateCode.code;
      return {
        labels: { __name__: component.metric, ...placeLabels(source), version, ...component.labels },
        source,
        component: index,
        version,
        segments: served.map(({ fromMinute, toMinute }) => ({
          fromMinute: isLate ? Math.max(fromMinute, world.lateCodeMinute + 1) : fromMinute,
          toMinute,
        })),
      };
    });
    const info: RawSeries = {
      labels: { __name__: 'service_build_info', ...placeLabels(source), version },
      source,
      component: undefined,
      version,
      // Never two versions at one time: a join on build info would fail as many-to-many.
      segments: served.map(({ fromMinute, toMinute }) => ({ fromMinute, toMinute: toMinute - 1 })),
    };
    return [...counters, info];
  });
}

function counterSeries(world: World, source: Source): RawSeries[] {
  const span = world.sourceSpan[source.id] ?? { fromMinute: -Infinity, toMinute: Infinity };
  return componentsOf(source).map((component, index) => ({
    labels: { __name__: component.metric, ...placeLabels(source), ...component.labels },
    source,
    component: index,
    version: undefined,
    segments: [span],
  }));
}

function apiserverSeries(source: ApiserverSource): RawSeries[] {
  return componentsOf(source).map((component, index) => ({
    labels: { __name__: component.metric, ...apiserverLabels, cluster: source.cluster, ...component.labels },
    source,
    component: index,
    version: undefined,
    segments: [{ fromMinute: -Infinity, toMinute: Infinity }],
  }));
}

/** Whether a series has a sample at a minute mark. */
export function isPresent(series: RawSeries, minute: number): boolean {
  return series.segments.some(({ fromMinute, toMinute }) => minute >= fromMinute && minute <= toMinute);
}
