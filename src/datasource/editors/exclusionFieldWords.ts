import { t } from '@grafana/i18n';
import type { ExclusionProblem } from '../../core/window/exclusionOptions';
import { PLAIN_TEXT } from '../../shared/plainText';
import { exclusionProblemWords } from '../exclusionWords';

/** What is wrong with one field of an exclusion, for those who see which. */
export function exclusionFieldWords(problem: ExclusionProblem): string {
  const { kind, value } = problem;
  switch (kind) {
    case 'reasonMissing':
      return t('config.exclusions.problem.reason', 'Give a reason.');
    case 'match':
      return t('config.exclusions.problem.match', '“{{value}}” is no list of labels with a text each.', {
        ...PLAIN_TEXT,
        value,
      });
    case 'time':
      return value === ''
        ? t('config.exclusions.problem.time', 'Choose a date and a time.')
        : t('config.exclusions.problem.no-offset', '“{{value}}” is no time with its offset. Choose it anew.', {
            ...PLAIN_TEXT,
            value,
          });
    case 'order':
      return t('config.exclusions.problem.order', 'It must be later than the start.');
    case 'tooShort':
      return t('config.exclusions.problem.short', 'It must be at least five minutes after the start.');
    case 'day':
      return t('config.exclusions.problem.day', 'Choose a day.');
    case 'clock':
      return t('config.exclusions.problem.clock', 'Give a time of the day.');
    case 'zone':
      return t('config.exclusions.problem.zone', 'Choose a time zone.');
    case 'notAMap':
    case 'notAList':
    case 'tooMany':
      return exclusionProblemWords(problem);
  }
}
