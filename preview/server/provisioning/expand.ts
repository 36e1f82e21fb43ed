import { isObject } from '../json';

export type Environment = Record<string, string | undefined>;

const REFERENCE = /\$(?:\{([^}]*)\}|([*#@!?\-0-9])|([A-Za-z_][A-Za-z0-9_]*))/g;

function expandReferences(text: string, env: Environment): string {
  return text
    .replace(/\$__env\{([^}]*)\}/g, (_all, name: string) => env[name.trim()] ?? '')
    .replace(REFERENCE, (_all, braced?: string, special?: string, plain?: string) => {
      return env[braced ?? special ?? plain ?? ''] ?? '';
    });
}

/** `$VAR`, `${VAR}` and `$__env{VAR}` are replaced (by nothing when unset); `$$` stands for one dollar sign. */
export function expandText(text: string, env: Environment): string {
  return text
    .split('$$')
    .map((part) => expandReferences(part, env))
    .join('$');
}

function typed(text: string): string | number | boolean {
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) {
    return Number(text);
  }
  if (['true', 'TRUE', 'True', 't', 'T'].includes(text)) {
    return true;
  }
  return ['false', 'FALSE', 'False', 'f', 'F'].includes(text) ? false : text;
}

/**
 * Expands a tree such as `jsonData`. A string that an expansion changed takes the type its text looks like: in
 * Grafana a variable holding `9090` arrives in the plugin as a number, which surprises code expecting a string.
 */
export function expandTree(value: unknown, env: Environment): unknown {
  if (typeof value === 'string') {
    const expanded = expandText(value, env);
    return expanded === value || value.includes('$$') ? expanded : typed(expanded);
  }
  if (Array.isArray(value)) {
    return value.map((item) => expandTree(item, env));
  }
  if (isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, expandTree(item, env)]));
  }
  return value;
}
