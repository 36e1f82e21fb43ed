import { STATUSES } from '../core/budget/status';
import { statusWord } from '../shared/statusWord';
import type { UnknownChoice } from './query';

/** The statuses there are with their words, worst first. */
export function statusChoices(): Array<{ value: string; label: string }> {
  return STATUSES.map((status) => ({ value: status, label: statusWord(status) }));
}

/** The first of the texts that is no status: it would choose nothing, which looks like nothing to worry about. */
export function unknownStatus(texts: readonly string[]): UnknownChoice | undefined {
  const text = texts.find((one) => STATUSES.every((status) => status !== one));
  return text === undefined ? undefined : { field: 'status', text, known: STATUSES };
}
