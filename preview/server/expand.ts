import { isObject } from './json';

export type Environment = Record<string, string | undefined>;

/** `$VAR` and `${VAR}` are replaced (by nothing when unset); `$$` stands for one dollar sign. */
export function expandText(text: string, env: Environment): string {
  return text.replace(
    /\$(?:(\$)|\{([^}]*)\}|([A-Za-z_]\w*))/g,
    (_all, dollar?: string, braced?: string, plain?: string) => (dollar ? '$' : (env[braced ?? plain ?? ''] ?? ''))
  );
}

/** Expands every text in a tree. Grafana does so with each value of a provisioning file. */
export function expandTree(value: unknown, env: Environment): unknown {
  if (typeof value === 'string') {
    return expandText(value, env);
  }
  if (Array.isArray(value)) {
    return value.map((item) => expandTree(item, env));
  }
  if (isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, expandTree(item, env)]));
  }
  return value;
}
