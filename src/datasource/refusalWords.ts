import { t } from '@grafana/i18n';
import { PLAIN_TEXT } from '../shared/plainText';
import type { UnknownChoice } from './query';

/** What a query chooses and there is not. */
export function unknownChoiceWords({ field, text, known }: UnknownChoice): string {
  return t('query.choice.unknown', 'There is no {{field}} “{{text}}”. There are {{known}}.', {
    ...PLAIN_TEXT,
    field,
    text,
    known: known.join(', '),
  });
}

/** A range of which nothing has happened yet. */
export function futureRangeWords(): string {
  return t(
    'query.range.future',
    'The time range begins in the future, of which nothing is known. Choose an earlier one.'
  );
}
