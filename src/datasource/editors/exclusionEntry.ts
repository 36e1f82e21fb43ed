import type { ExclusionKey } from '../../core/window/exclusionOptions';

/** An exclusion as it is configured, right or not. */
export type ExclusionEntry = Readonly<Record<string, unknown>>;

export type ExclusionKind = 'oneOff' | 'weekly';

/** What a provisioning file has put in the place of a map is told as a problem, and goes with the first change. */
export function asEntry(value: unknown): ExclusionEntry {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

export function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

export function kindOf({ weekly }: ExclusionEntry): ExclusionKind {
  return weekly === undefined ? 'oneOff' : 'weekly';
}

/** The keys that say when an exclusion is. */
export function timesOf({ from, to, weekly }: ExclusionEntry): ExclusionEntry {
  return weekly === undefined ? { from, to } : { weekly };
}

/** The same exclusion at other times. */
export function withTimes({ from: _from, to: _to, weekly: _weekly, ...rest }: ExclusionEntry, times: ExclusionEntry) {
  return { ...rest, ...times };
}

export function newTimes(kind: ExclusionKind, timeZone: string): ExclusionEntry {
  return kind === 'oneOff' ? { from: '', to: '' } : { weekly: { day: '', from: '', to: '', timeZone } };
}

/** The exclusion with another value of a key, which stands in `weekly` where it is weekly; an empty one is left out. */
export function withValue(entry: ExclusionEntry, key: ExclusionKey | 'author', value: unknown): ExclusionEntry {
  const isTime = key === 'from' || key === 'to' || key === 'day' || key === 'timeZone';
  if (isTime && kindOf(entry) === 'weekly') {
    return { ...entry, weekly: { ...asEntry(entry['weekly']), [key]: value } };
  }
  const { [key]: _, ...rest } = entry;
  return value === undefined ? rest : { ...entry, [key]: value };
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
