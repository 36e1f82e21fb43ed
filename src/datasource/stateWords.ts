import { t } from '@grafana/i18n';
import type { Measured, Reason } from '../core/budget/dataState';
import { formatDuration } from '../core/window/duration';
import { failureWords } from '../shared/failureWords';
import { PLAIN_TEXT } from '../shared/plainText';
import { minuteWords, uncountedWords } from './periodWords';

/** The reason of a number's state; empty for a number that simply was measured. */
export function stateWords({ reason }: Pick<Measured, 'reason'>): string {
  return reason === undefined ? '' : reasonWords(reason);
}

function reasonWords(reason: Reason): string {
  switch (reason.kind) {
    case 'seriesMissing':
      return t('slo.reason.series-missing', 'The series {{metric}} has no sample at this time.', {
        ...PLAIN_TEXT,
        ...reason,
      });
    case 'tooManyCombinations':
      return t(
        'slo.reason.too-many-combinations',
        'The labels that tell its events apart have more than {{most}} combinations of values, which are not read at once.',
        { most: reason.most }
      );
    case 'rulesStopped':
      return t(
        'slo.reason.rules-stopped',
        'The rules of this SLO are no longer evaluated; they were within the last day.'
      );
    case 'sliMissing':
      return t(
        'slo.reason.sli-missing',
        'No SLI is recorded. Either no event has failed since the counters began, which its tool may record as nothing, or the metric does not exist. Its recorded series cannot tell which.'
      );
    case 'notCountable':
      return t(
        'slo.reason.not-countable',
        'Its document gives nothing that can be counted in events, and its tool has recorded nothing of it here.'
      );
    case 'pushStopped':
      return t(
        'slo.reason.push-stopped',
        'Nothing has been pushed since {{since}}. A Pushgateway repeats the last run for ever, so its numbers say nothing of now.',
        { ...PLAIN_TEXT, since: minuteWords(reason.sinceSeconds) }
      );
    case 'sliStopped':
      return t(
        'slo.reason.sli-stopped',
        '{{metric}} is no longer recorded: the metric behind it is gone. What its tool still shows comes from before that.',
        { ...PLAIN_TEXT, ...reason }
      );
    case 'ratioUndefined':
      return t('slo.reason.ratio-undefined', '{{metric}} is 0/0: no events were counted.', {
        ...PLAIN_TEXT,
        ...reason,
      });
    case 'allExcluded':
      return t('slo.reason.all-excluded', 'All of the window is excluded.');
    case 'windowNotRecorded':
      return t('slo.reason.window-not-recorded', 'Nothing is recorded over this window.');
    case 'gapsSkipped': {
      const values = {
        slot: formatDuration(reason.slotSeconds),
        share: Math.round((100 * reason.slots) / reason.slotsInWindow),
      };
      return t(
        'slo.reason.gaps-skipped',
        'Slots without traffic have turned the recorded number into NaN. This is the mean of the {{slot}} ratios with traffic, {{share}}% of the window.',
        { ...PLAIN_TEXT, ...values }
      );
    }
    case 'newlyPoisoned':
      return t('slo.reason.newly-poisoned', '{{metric}} has just become NaN; the next refresh leaves the gaps out.', {
        ...PLAIN_TEXT,
        ...reason,
      });
    case 'windowNotCovered':
      return t('slo.reason.window-not-covered', 'Recorded for {{share}}% of the window only.', {
        ...PLAIN_TEXT,
        share: Math.floor(100 * reason.coverageRatio),
      });
    case 'youngerThanWindow':
      return t(
        'slo.reason.younger-than-window',
        'Its data begins at {{since}}, which is {{share}}% of the window. The number is that since then.',
        {
          ...PLAIN_TEXT,
          since: minuteWords(reason.sinceSeconds),
          share: Math.floor(100 * reason.coverageRatio),
        }
      );
    case 'noEvents':
      return t('slo.reason.no-events', 'No events were counted: 0/0.');
    case 'periodNotBegun':
    case 'periodJustBegun':
      return uncountedWords(reason);
    case 'notANumber':
      return t('slo.reason.not-a-number', 'The increase of {{metric}} is not a number.', { ...PLAIN_TEXT, ...reason });
    case 'bucketMissing':
      return bucketWords(reason);
    case 'upstreamWarning':
      return t('slo.reason.upstream-warning', 'The answer may be incomplete: {{message}}', {
        ...PLAIN_TEXT,
        message: reason.message,
      });
    case 'objectiveUnknown':
      return t('slo.reason.objective-unknown', 'No series tells the objective, so there is no budget to speak of.');
    case 'noSliOfItsOwn':
      return t('slo.reason.no-sli', 'A composite has no SLI of its own; each of its members has one.');
    case 'ofMember':
      return t('slo.reason.of-member', '{{member}}: {{why}}', {
        ...PLAIN_TEXT,
        member: reason.member,
        why: reasonWords(reason.reason),
      });
    case 'memberUnseen':
      return t(
        'slo.reason.member-unseen',
        'At least this much: {{member}} cannot be seen, and the others alone burn so.',
        {
          ...PLAIN_TEXT,
          member: reason.member,
        }
      );
    case 'queryFailed':
      return failureWords(reason);
  }
}

function bucketWords({ upperBound, below, above }: Extract<Reason, { kind: 'bucketMissing' }>): string {
  const neighbours = [below, above].filter((bound) => bound !== null);
  return neighbours.length === 0
    ? t('slo.reason.no-buckets', 'The histogram has no bucket up to {{upperBound}}, and none at all.', {
        ...PLAIN_TEXT,
        upperBound,
      })
    : t(
        'slo.reason.bucket-missing',
        'The histogram has no bucket up to {{upperBound}}, and nothing is interpolated. Its nearest are {{neighbours}}.',
        { ...PLAIN_TEXT, upperBound, neighbours: neighbours.join(', ') }
      );
}
