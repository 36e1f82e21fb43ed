import { componentsOf } from './events';
import { type Source, sources } from './services';
import { type CountedEvents, type DemoSlo } from './slos';

export interface Matcher {
  label: string;
  op: '=' | '=~';
  value: string;
}

/** A metric with matchers: printed as PromQL and matched against the demo's own series by the same value. */
export interface Selector {
  metric: string;
  matchers: readonly Matcher[];
}

/** A Sloth events SLI: `sum(rate(error[w])) - sum(rate(subtracted[w]))` over `sum(rate(total[w]))`. */
export interface Sli {
  error: Selector;
  /** Taken off `error`: latency counts the slow as all minus the fast. */
  subtracted: Selector | undefined;
  total: Selector;
}

/** The SLI of an SLO as selectors. */
export function sliOf(slo: CountedEvents): Sli {
  const slosSources = sourcesOf(slo);
  const place = placeMatchers(slosSources);
  const equals = (label: string, value: string): Matcher => ({ label, op: '=', value });
  switch (slo.bad.kind) {
    case 'serverErrors':
      return {
        error: { metric: 'http_requests_total', matchers: [...place, { label: 'code', op: '=~', value: '5..' }] },
        subtracted: undefined,
        total: { metric: 'http_requests_total', matchers: place },
      };
    case 'slowerThan': {
      const total = { metric: 'http_request_duration_seconds_count', matchers: place };
      return {
        error: total,
        subtracted: {
          metric: 'http_request_duration_seconds_bucket',
          matchers: [...place, equals('le', slo.bad.bound)],
        },
        total,
      };
    }
    case 'outcome': {
      const first = slosSources[0];
      const metric = first?.kind === 'counter' ? first.metric : '';
      return {
        error: { metric, matchers: [...place, equals('result', slo.bad.result)] },
        subtracted: undefined,
        total: { metric, matchers: place },
      };
    }
  }
}

/** The sources whose events an SLO counts. */
export function sourcesOf(slo: CountedEvents): Source[] {
  return slo.sourceIds.map((id) => {
    const source = sources.find((candidate) => candidate.id === id);
    if (!source) {
      throw new Error(`SLO ${slo.id}: no source "${id}"`);
    }
    return source;
  });
}

function placeMatchers(slosSources: readonly Source[]): Matcher[] {
  const [first] = slosSources;
  if (!first) {
    return [];
  }
  return (['service', 'region', 'provider'] as const)
    .filter((label) => slosSources.every((source) => source[label] === first[label]))
    .map((label) => ({ label, op: '=', value: first[label] }));
}

/** PromQL text of a selector without a range. */
export function selectorText({ metric, matchers }: Selector): string {
  return `${metric}{${matchers.map(({ label, op, value }) => `${label}${op}"${value}"`).join(',')}}`;
}

/** Whether a series of a metric with labels is selected. */
export function selects(selector: Selector, metric: string, labels: Readonly<Record<string, string>>): boolean {
  return (
    metric === selector.metric &&
    selector.matchers.every(({ label, op, value }) => {
      const actual = labels[label] ?? '';
      return op === '=' ? actual === value : new RegExp(`^(?:${value})$`).test(actual);
    })
  );
}

/** Error and total expressions of an SLO as they stand in a Sloth specification, for a window such as `5m`. */
export function sloQueries(slo: DemoSlo, window: string): { error: string; total: string } {
  const { error, subtracted, total } = sliOf(slo);
  const rate = (selector: Selector) => `sum(rate(${selectorText(selector)}[${window}]))`;
  return {
    error: subtracted ? `${rate(error)} - ${rate(subtracted)}` : rate(error),
    total: rate(total),
  };
}

/** Sign of each component of a source in an SLO's error and total counts: +1, -1 or 0. */
export function componentSigns(slo: CountedEvents, source: Source): { error: Float64Array; total: Float64Array } {
  const sli = sliOf(slo);
  const components = componentsOf(source);
  const labelled = components.map((component) => ({
    metric: component.metric,
    labels: { service: source.service, region: source.region, provider: source.provider, ...component.labels },
  }));
  const count = (selector: Selector | undefined) =>
    Float64Array.from(labelled, ({ metric, labels }) => (selector && selects(selector, metric, labels) ? 1 : 0));
  const subtracted = count(sli.subtracted);
  return { error: count(sli.error).map((sign, index) => sign - (subtracted[index] ?? 0)), total: count(sli.total) };
}
