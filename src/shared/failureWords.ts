import { t } from '@grafana/i18n';
import type { Failure, FailureCause } from '../core/failure';
import { PLAIN_TEXT } from './plainText';

/** An expression may be a page long; its beginning tells which it is. */
const LONGEST_PROMQL = 300;

/**
 * What went wrong and what helps, then what was asked where that is at fault, then the words of whoever failed, as they
 * came. Where it is not known what went wrong, those words alone.
 */
export function failureWords({ cause, message, promql }: Failure): string {
  const said = message.trim();
  if (cause === 'unavailable' && said !== '') {
    return said;
  }
  return [
    causeWords(cause),
    ...(promql === undefined
      ? []
      : [t('failure.query', 'Query: {{promql}}', { ...PLAIN_TEXT, promql: shortened(promql) })]),
    ...(said === '' ? [] : [t('failure.said', 'Error: {{message}}', { ...PLAIN_TEXT, message: said })]),
  ].join(' ');
}

function causeWords(cause: FailureCause): string {
  switch (cause) {
    case 'forbidden':
      return t(
        'failure.forbidden',
        'You may not query it. Ask whoever manages this Grafana for the permission to query this data source.'
      );
    case 'deleted':
      return t('failure.deleted', 'Grafana no longer has it. Choose another in the settings of the SLO data source.');
    case 'credentials':
      return t(
        'failure.credentials',
        'It refuses the credentials that Grafana sends. Ask whoever manages this Grafana to check them in the settings of that data source.'
      );
    case 'missing':
      return t(
        'failure.missing',
        'What answers there is not the API of Prometheus. Check the URL (its path too) and the HTTP method in the settings of that data source.'
      );
    case 'unreachable':
      return t(
        'failure.unreachable',
        'It cannot be reached. Check that it runs, and the URL in the settings of that data source.'
      );
    case 'timeout':
      return t(
        'failure.timeout',
        'The query timed out. A recording rule or a shorter window makes it cheaper; a higher timeout, of that data source and of what is behind it, gives it longer.'
      );
    case 'tooManySamples':
      return t(
        'failure.too-many-samples',
        'The query reads more than is allowed at once. A recording rule or a shorter window makes it cheaper; otherwise the limit has to be raised there.'
      );
    case 'tooManyPoints':
      return t(
        'failure.too-many-points',
        'The time range has too many points. Choose a shorter one, or a longer minimum interval in the options of the query.'
      );
    case 'rangeTooLong':
      return t(
        'failure.range-too-long',
        'So long a time cannot be asked for there. Choose a shorter time range or SLO window, record the SLI with a rule, or have the limit raised where it can be.'
      );
    case 'badQuery':
      return t(
        'failure.bad-query',
        'It does not understand the query. Correct the expression where the SLO is defined.'
      );
    case 'refused':
      return t(
        'failure.refused',
        'It cannot evaluate the query. Correct the expression where the SLO is defined, or the series that it reads.'
      );
    case 'unavailable':
      return t('failure.unavailable', 'The query was not answered.');
  }
}

function shortened(promql: string): string {
  return promql.length > LONGEST_PROMQL ? `${promql.slice(0, LONGEST_PROMQL)}…` : promql;
}
