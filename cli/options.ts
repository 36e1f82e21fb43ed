import type { PrometheusOptions } from './prometheus';
import { parseDuration } from '../src/core/window/duration';
import { parseInstant } from '../src/core/window/instant';
import type { PolicyDefinition } from '../src/core/release/policy/read';
import type { ReleasePolicy } from '../src/core/release/policy/policy';
import { readFiles } from './documents';
import { UsageError } from './usage';

export type Values = Readonly<Record<string, string | boolean | string[] | undefined>>;

export function textValue(values: Values, name: string): string | null {
  const value = values[name];
  return typeof value === 'string' ? value : null;
}

export function neededText(values: Values, name: string): string {
  return textValue(values, name) ?? usage(`--${name} is missing.`);
}

export function prometheusOf(values: Values): PrometheusOptions {
  const url = neededText(values, 'prometheus');
  if (!/^https?:\/\//.test(url)) {
    usage(`--prometheus ${url} is no http or https address.`);
  }
  const { PROMETHEUS_BEARER_TOKEN: token, PROMETHEUS_HEADERS: more = '' } = process.env;
  const lines = more.split('\n').filter((line) => line.includes(':'));
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).trim(), line.slice(line.indexOf(':') + 1).trim()])
  );
  return {
    url,
    headers: { ...headers, ...(token ? { Authorization: `Bearer ${token}` } : {}) },
    timeoutMilliseconds: 1000 * (durationValue(values, 'timeout') ?? 60),
  };
}

/** The only policy of the files; what is wrong with them otherwise. */
export function policyOf(values: Values): ReleasePolicy {
  const slos = Array.isArray(values['slo']) ? values['slo'] : [];
  const { policies, messages, errors } = readFiles([neededText(values, 'policy'), ...slos]);
  const [only, ...others] = policies as readonly PolicyDefinition[];
  if (errors > 0) {
    usage(messages.join('\n'));
  }
  return only && others.length === 0
    ? only.policy
    : usage(`There must be one policy, and there are ${policies.length}.`);
}

export function durationValue(values: Values, name: string): number | null {
  const text = textValue(values, name);
  return text === null ? null : (parseDuration(text) ?? usage(`--${name} ${text} is no duration, such as 30m.`));
}

/** Unix seconds, or RFC 3339. */
export function timeValue(values: Values, name: string): number | null {
  const text = textValue(values, name);
  return text === null
    ? null
    : (parseInstant(text) ?? usage(`--${name} ${text} is no time, such as 2026-01-31T14:05:00Z.`));
}

export function attemptValue(values: Values): number {
  const attempt = Number(textValue(values, 'attempt') ?? 1);
  return Number.isSafeInteger(attempt) && attempt >= 1 ? attempt : usage('--attempt is a whole number from 1 on.');
}

export function usage(message: string): never {
  throw new UsageError(message);
}
