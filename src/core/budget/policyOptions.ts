import { DEFAULT_POLICY, type ErrorBudgetPolicy } from './policy';
import { DEFAULT_POLICY_RULES, type PolicyRule, type PolicyRules } from './policyRules';

/** The error-budget policy as it is configured. What a key leaves out is the default's. */
export interface PolicyOptions {
  defaults?: PolicyValues;
  /** Tried in order for every SLO; the first whose labels all match gives the policy. */
  rules?: PolicyRuleOptions[];
}

export interface PolicyValues {
  /** Percent of the budget, 0 to 100: releases freeze when no more is left. */
  freezeAtOrBelowPercent?: number;
  /** Percent of the budget, 0 to 100, not below the freeze: a release needs a sign-off while less is left. */
  signOffBelowPercent?: number;
  /** What may go out all the same; an empty list exempts nothing. */
  exemptions?: string[];
}

export interface PolicyRuleOptions extends PolicyValues {
  /** Labels that an SLO must have, each with its value or one of several. At least one label. */
  match: Record<string, string | string[]>;
}

/** What is wrong with a place in the configured policy; the edge turns it into words. */
export type PolicyIssue =
  | { kind: 'wrongType'; expected: 'map' | 'list' | 'number' | 'text' }
  | { kind: 'outOfRange'; value: number }
  | { kind: 'signOffBelowFreeze'; signOffPercent: number; freezePercent: number }
  | { kind: 'unknownKey'; allowed: readonly string[] }
  | { kind: 'missing' };

export interface PolicyProblem {
  /** `rules[0].signOffBelowPercent`; empty for the policy itself. */
  path: string;
  issue: PolicyIssue;
}

type Report = (path: string, issue: PolicyIssue) => null;

const VALUE_KEYS = ['freezeAtOrBelowPercent', 'signOffBelowPercent', 'exemptions'] as const;

/**
 * Reads the policy from whatever is configured. What cannot be read is reported and never replaced by a default, which
 * could be laxer than what was meant: the policy of the SLOs it concerns is null.
 */
export function readPolicyOptions(options: unknown): { policies: PolicyRules; problems: PolicyProblem[] } {
  const problems: PolicyProblem[] = [];
  const report: Report = (path, issue) => {
    problems.push({ path, issue });
    return null;
  };
  return { policies: readPolicies(options, report), problems };
}

function readPolicies(options: unknown, report: Report): PolicyRules {
  // A key without a value in a provisioning file is null.
  if (options == null) {
    return DEFAULT_POLICY_RULES;
  }
  if (!isMap(options)) {
    report('', { kind: 'wrongType', expected: 'map' });
    return { rules: [], otherwise: null };
  }
  const known = allowKeys(options, '', ['defaults', 'rules'], report);
  const defaults = readPolicy(options['defaults'] ?? {}, 'defaults', VALUE_KEYS, DEFAULT_POLICY, report);
  const otherwise = known ? defaults : null;
  const rules = options['rules'] ?? [];
  if (!Array.isArray(rules)) {
    report('rules', { kind: 'wrongType', expected: 'list' });
    return { rules: [], otherwise: null };
  }
  return {
    rules: rules.map((rule: unknown, index) => readRule(rule, `rules[${index}]`, otherwise, report)),
    otherwise,
  };
}

function readRule(rule: unknown, path: string, base: ErrorBudgetPolicy | null, report: Report): PolicyRule {
  const policy = readPolicy(rule, path, ['match', ...VALUE_KEYS], base, report);
  return isMap(rule) ? { match: readMatch(rule['match'], `${path}.match`, report), policy } : { match: null, policy };
}

function readMatch(match: unknown, path: string, report: Report): PolicyRule['match'] {
  if (match == null) {
    return report(path, { kind: 'missing' });
  }
  if (!isMap(match)) {
    return report(path, { kind: 'wrongType', expected: 'map' });
  }
  // A rule without labels would be that of every SLO, which is what the defaults are for.
  if (Object.keys(match).length === 0) {
    return report(path, { kind: 'missing' });
  }
  const wanted = Object.entries(match).map(([label, value]) => {
    const place = `${path}.${label}`;
    const values = Array.isArray(value) ? readTexts(value, place, report) : readText(value, place, report);
    return [label, typeof values === 'string' ? [values] : values] as const;
  });
  const read = wanted.flatMap(([label, values]) => (values === null ? [] : [[label, values] as const]));
  return read.length === wanted.length ? new Map(read) : null;
}

/** @param base what a missing key is taken from; null where that could not be read */
function readPolicy(
  values: unknown,
  path: string,
  keys: readonly string[],
  base: ErrorBudgetPolicy | null,
  report: Report
): ErrorBudgetPolicy | null {
  if (!isMap(values)) {
    return report(path, { kind: 'wrongType', expected: 'map' });
  }
  const known = allowKeys(values, path, keys, report);
  const ratio = (key: (typeof VALUE_KEYS)[number], inherited: number | null) =>
    values[key] == null ? inherited : readRatio(values[key], `${path}.${key}`, report);
  const freezeAtOrBelowRatio = ratio('freezeAtOrBelowPercent', base?.freezeAtOrBelowRatio ?? null);
  const signOffBelowRatio = ratio('signOffBelowPercent', base?.signOffBelowRatio ?? null);
  const exemptions =
    values['exemptions'] == null
      ? (base?.exemptions ?? null)
      : readTexts(values['exemptions'], `${path}.exemptions`, report);
  if (freezeAtOrBelowRatio === null || signOffBelowRatio === null || exemptions === null || !known) {
    return null;
  }
  return signOffBelowRatio < freezeAtOrBelowRatio
    ? report(path, {
        kind: 'signOffBelowFreeze',
        signOffPercent: 100 * signOffBelowRatio,
        freezePercent: 100 * freezeAtOrBelowRatio,
      })
    : { freezeAtOrBelowRatio, signOffBelowRatio, exemptions };
}

function readRatio(percent: unknown, path: string, report: Report): number | null {
  if (typeof percent !== 'number' || Number.isNaN(percent)) {
    return report(path, { kind: 'wrongType', expected: 'number' });
  }
  return percent < 0 || percent > 100 ? report(path, { kind: 'outOfRange', value: percent }) : percent / 100;
}

function readTexts(texts: unknown, path: string, report: Report): string[] | null {
  if (!Array.isArray(texts)) {
    return report(path, { kind: 'wrongType', expected: 'list' });
  }
  const read = texts.map((text: unknown, index) => readText(text, `${path}[${index}]`, report));
  return read.every((text) => text !== null) ? read : null;
}

function readText(text: unknown, path: string, report: Report): string | null {
  return typeof text === 'string' && text.trim() !== '' ? text : report(path, { kind: 'wrongType', expected: 'text' });
}

/** A misspelt key is a setting that would not count. */
function allowKeys(map: Record<string, unknown>, path: string, allowed: readonly string[], report: Report): boolean {
  const unknown = Object.keys(map).filter((key) => !allowed.includes(key));
  unknown.forEach((key) => report(path === '' ? key : `${path}.${key}`, { kind: 'unknownKey', allowed }));
  return unknown.length === 0;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
