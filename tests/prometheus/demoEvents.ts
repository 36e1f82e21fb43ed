import type { Matcher, Selector } from '../../src/core/promql/ast';
import type { SloDefinition } from '../../src/core/slo/definition';
import type { EventsSli } from '../../src/core/slo/events';
import { mergeDefinitions } from '../../src/core/slo/merge';
import { sources } from '../../demo/services';
import { slos as demoSlos, type DemoSlo } from '../../demo/slos';

const DAY = 86_400;

/** How the events of a demo SLO are selected, written by hand from what its services expose. */
function eventsOf({ bad, sourceIds }: DemoSlo): EventsSli {
  const own = sources.filter(({ id }) => sourceIds.includes(id));
  const any = (label: 'service' | 'region' | 'provider'): Matcher => ({
    label,
    operator: '=~',
    value: [...new Set(own.map((source) => source[label]))].join('|'),
  });
  const place = [any('service'), any('region'), any('provider')];
  const term = (metric: string, ...extra: Matcher[]): EventsSli['part'] => [
    { sign: 1, selector: { type: 'selector', metric, matchers: [...place, ...extra] } },
  ];
  switch (bad.kind) {
    case 'serverErrors':
      return {
        counted: 'bad',
        part: term('http_requests_total', { label: 'code', operator: '=~', value: '5..' }),
        total: term('http_requests_total'),
      };
    case 'slowerThan': {
      const buckets: Selector = { type: 'selector', metric: 'http_request_duration_seconds_bucket', matchers: place };
      return {
        counted: 'good',
        part: term('http_request_duration_seconds_bucket', { label: 'le', operator: '=', value: bad.bound }),
        total: term('http_request_duration_seconds_bucket', { label: 'le', operator: '=', value: '+Inf' }),
        threshold: { upperBound: Number(bad.bound), buckets },
      };
    }
    case 'outcome': {
      const [first] = own;
      const metric = first?.kind === 'counter' ? first.metric : '';
      return {
        counted: 'bad',
        part: term(metric, { label: 'result', operator: '=', value: bad.result }),
        total: term(metric),
      };
    }
  }
}

function definition(slo: DemoSlo): SloDefinition {
  return {
    tool: 'openslo',
    document: 1,
    line: 1,
    service: slo.service,
    name: slo.name,
    labels: slo.labels,
    objectiveRatio: Number((slo.objectivePercent / 100).toFixed(6)),
    window: { kind: 'rolling', seconds: 30 * DAY },
    events: eventsOf(slo),
    links: [],
  };
}

/** The SLOs of the demo over 30 days by their events, without a recorded series. */
export const countedSlos = mergeDefinitions(
  { uid: 'prom', name: 'Prometheus', labels: {} },
  [],
  demoSlos.map((slo) => definition(slo))
);
