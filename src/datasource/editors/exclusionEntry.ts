import type { ExclusionKey } from '../../core/window/exclusionOptions';
import { asEntry, type Entry } from './entries';

export type ExclusionKind = 'oneOff' | 'weekly';

export function kindOf({ weekly }: Entry): ExclusionKind {
  return weekly === undefined ? 'oneOff' : 'weekly';
}

/** The keys that say when an exclusion is. */
export function timesOf({ from, to, weekly }: Entry): Entry {
  return weekly === undefined ? { from, to } : { weekly };
}

/** The same exclusion at other times. */
export function withTimes({ from: _from, to: _to, weekly: _weekly, ...rest }: Entry, times: Entry) {
  return { ...rest, ...times };
}

export function newTimes(kind: ExclusionKind, timeZone: string): Entry {
  return kind === 'oneOff' ? { from: '', to: '' } : { weekly: { day: '', from: '', to: '', timeZone } };
}

/** The exclusion with another value of a key, which stands in `weekly` where it is weekly; an empty one is left out. */
export function withValue(entry: Entry, key: ExclusionKey | 'author', value: unknown): Entry {
  const isTime = key === 'from' || key === 'to' || key === 'day' || key === 'timeZone';
  if (isTime && kindOf(entry) === 'weekly') {
    return { ...entry, weekly: { ...asEntry(entry['weekly']), [key]: value } };
  }
  const { [key]: _, ...rest } = entry;
  return value === undefined ? rest : { ...entry, [key]: value };
}
