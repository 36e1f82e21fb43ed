import { componentsOf, minuteEvents } from './events';
import { apiserver } from './services';
import { componentSigns, sourcesOf } from './sli';
import { type World } from './stories';
import { type ApiserverEvents, type Measured } from './tool-slos';

/** Events of an SLO in a range of time. */
export interface EventCounts {
  total: number;
  bad: number;
}

/** Events that an SLO counts in [fromMinute, toMinute), clipped to the start of the history. */
export type CountEvents = (measured: Measured, fromMinute: number, toMinute: number) => EventCounts;

/** Counts per minute since the start of the history, summed up: index i holds the events before minute start + i. */
interface Sums {
  total: number[];
  bad: number[];
  /** Adds the events of one more minute. */
  extend(): void;
}

/** Counts events from the generator alone, no counters and no Prometheus; they are made when first asked for. */
export function createCounts(world: World): CountEvents {
  const sumsById = new Map<string, Sums>();
  return (measured, fromMinute, toMinute) => {
    const to = Math.max(0, toMinute - world.startMinute);
    const from = Math.min(to, Math.max(0, fromMinute - world.startMinute));
    const sums = sumsById.get(measured.id) ?? sumsOf(world, measured);
    sumsById.set(measured.id, sums);
    while (sums.total.length <= to) {
      sums.extend();
    }
    const between = (values: number[]) => (values[to] ?? 0) - (values[from] ?? 0);
    return { total: between(sums.total), bad: between(sums.bad) };
  };
}

function isApiserver(measured: Measured): measured is ApiserverEvents {
  return measured.bad.kind === 'apiserver';
}

function partsOf(measured: Measured) {
  return isApiserver(measured)
    ? [{ source: apiserver, signs: apiserverSigns(measured) }]
    : sourcesOf(measured).map((source) => ({ source, signs: componentSigns(measured, source) }));
}

/** A call is slow beyond a bound that depends on its verb and scope; a call that failed slowly counts twice, as the mixin does. */
function apiserverSigns({ bad }: ApiserverEvents): { error: Float64Array; total: Float64Array } {
  const components = componentsOf(apiserver);
  const sign = (weigh: (metric: string, labels: Readonly<Record<string, string>>) => number) =>
    Float64Array.from(components, ({ metric, labels }) =>
      bad.verbs.includes(labels.verb ?? '') ? weigh(metric, labels) : 0
    );
  const boundOf = ({ verb, scope }: Readonly<Record<string, string>>) =>
    verb === 'POST' || scope === 'resource' ? '1.0' : scope === 'namespace' ? '5.0' : '30.0';
  return {
    total: sign((metric) => (metric === 'apiserver_request_total' ? 1 : 0)),
    error: sign((metric, labels) => {
      if (metric === 'apiserver_request_total') {
        return labels.code === '500' ? 1 : 0;
      }
      return metric.endsWith('_count') ? 1 : labels.le === boundOf(labels) ? -1 : 0;
    }),
  };
}

function sumsOf(world: World, measured: Measured): Sums {
  const parts = partsOf(measured).map(({ source, signs }) => ({
    ...signs,
    events: minuteEvents(world, source),
    out: new Float64Array(signs.total.length),
  }));
  const sums: Sums = {
    total: [0],
    bad: [0],
    extend: () => {
      const index = sums.total.length;
      let total = sums.total[index - 1] ?? 0;
      let bad = sums.bad[index - 1] ?? 0;
      for (const part of parts) {
        part.events(world.startMinute + index - 1, part.out);
        part.out.forEach((count, component) => {
          total += count * (part.total[component] ?? 0);
          bad += count * (part.error[component] ?? 0);
        });
      }
      sums.total.push(total);
      sums.bad.push(bad);
    },
  };
  return sums;
}
