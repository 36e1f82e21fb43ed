import { t } from '@grafana/i18n';
import { STATUSES } from '../core/budget/status';
import { PLAIN_TEXT } from '../shared/plainText';
import { statusWord } from '../shared/statusWord';

/** The statuses there are with their words, worst first. */
export function statusChoices(): Array<{ value: string; label: string }> {
  return STATUSES.map((status) => ({ value: status, label: statusWord(status) }));
}

/** The first of the texts that is no status: it would choose nothing, which looks like nothing to worry about. */
export function unknownStatus(texts: readonly string[]): string | undefined {
  return texts.find((text) => STATUSES.every((status) => status !== text));
}

export function unknownStatusWords(text: string): string {
  return t('query.statuses.unknown', 'There is no status “{{text}}”. There are {{known}}.', {
    ...PLAIN_TEXT,
    text,
    known: STATUSES.join(', '),
  });
}
