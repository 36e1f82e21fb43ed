import { type JsonObject } from './json';

function coreMeta(id: string, name: string, type: 'panel' | 'datasource', sort: number): JsonObject {
  return {
    id,
    name,
    type,
    module: `core:plugin/${id}`,
    baseUrl: `public/app/plugins/${type}/${id}`,
    info: {
      author: { name: 'Preview host' },
      description: 'Stand-in of the preview host',
      links: [],
      logos: { small: 'public/img/stand-in.svg', large: 'public/img/stand-in.svg' },
      screenshots: [],
      updated: '',
      version: '',
    },
    sort,
    signature: 'internal',
    ...(type === 'panel' ? { state: '', skipDataQuery: id === 'text', hideFromList: false } : {}),
  };
}

/** The core panels for which the host draws a stand-in of its own. */
export const CORE_PANELS: Record<string, JsonObject> = Object.fromEntries(
  [
    ['timeseries', 'Time series'],
    ['stat', 'Stat'],
    ['gauge', 'Gauge'],
    ['bargauge', 'Bar gauge'],
    ['table', 'Table'],
    ['text', 'Text'],
  ].map(([id = '', name = ''], index) => [id, coreMeta(id, name, 'panel', index + 1)])
);

export const PROMETHEUS_META: JsonObject = {
  ...coreMeta('prometheus', 'Prometheus', 'datasource', 1),
  metrics: true,
  alerting: true,
  annotations: true,
  backend: true,
  category: 'tsdb',
  queryOptions: { minInterval: true },
};
