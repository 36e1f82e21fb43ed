/**
 * What a plugin.json of a bundle without backend may hold, as a JSON schema for each type of plugin. Written from what
 * Grafana does with the fields, and narrower than Grafana's own schema: fields for backends and for Grafana's core
 * plugins are missing, because they break what has no backend.
 */

const text = { type: 'string', minLength: 1 };
const flag = { type: 'boolean' };
const https = { type: 'string', pattern: '^https://[^\\s/]+' };
const ID = '^[0-9a-z]+-([0-9a-z]+-)?';

function object(properties: Record<string, object>, required: readonly string[] = Object.keys(properties)) {
  return { type: 'object', properties, required, additionalProperties: false };
}

const list = (items: object, minItems = 0) => ({ type: 'array', items, minItems });
const oneOf = (...values: string[]) => ({ enum: values });

const info = object(
  {
    description: text,
    author: object({ name: text, email: text, url: https }, ['name']),
    keywords: list(text, 1),
    logos: object({ small: { type: 'string', pattern: '\\.svg$' }, large: { type: 'string', pattern: '\\.svg$' } }),
    links: list(object({ name: text, url: https }), 1),
    screenshots: list(object({ name: text, path: text })),
    version: { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+(-[0-9A-Za-z.-]+)?$' },
    updated: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
  },
  ['description', 'author', 'keywords', 'logos', 'links', 'version', 'updated']
);

const include = object(
  {
    type: oneOf('dashboard', 'page', 'panel', 'datasource'),
    name: text,
    path: text,
    uid: text,
    role: oneOf('Viewer', 'Editor', 'Admin'),
    action: text,
    icon: text,
    addToNav: flag,
    defaultNav: flag,
  },
  ['type', 'name', 'path']
);

const dependencies = object(
  {
    grafanaDependency: { type: 'string', pattern: '^>=\\d+\\.\\d+\\.\\d+(-0)?( <\\d+\\.\\d+\\.\\d+)?$' },
    plugins: list(
      object({ id: { type: 'string', pattern: `${ID}(app|panel|datasource)$` }, name: text, type: text }, ['id'])
    ),
  },
  ['grafanaDependency']
);

/** Fields that mean something for one type only. */
const OWN_FIELDS = {
  app: { autoEnabled: flag, preload: flag },
  datasource: {
    annotations: flag,
    category: oneOf('tsdb', 'logging', 'cloud', 'tracing', 'profiling', 'sql', 'enterprise', 'iot', 'other'),
    logs: flag,
    metrics: flag,
    multiValueFilterOperators: flag,
    queryOptions: object({ cacheTimeout: flag, maxDataPoints: flag, minInterval: flag }, []),
  },
  panel: { skipDataQuery: flag, suggestions: flag },
} as const;

export const TYPES = Object.keys(OWN_FIELDS) as Array<keyof typeof OWN_FIELDS>;
export type PluginType = (typeof TYPES)[number];

export function schemaOf(type: PluginType): object {
  return object(
    {
      $schema: https,
      id: { type: 'string', pattern: `${ID}${type}$` },
      type: { const: type },
      name: text,
      info,
      includes: list(include),
      dependencies,
      languages: list(text),
      ...OWN_FIELDS[type],
    },
    ['id', 'type', 'name', 'info', 'dependencies']
  );
}
