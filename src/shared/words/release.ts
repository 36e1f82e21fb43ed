import { t } from '@grafana/i18n';
import type { ReleaseProblem } from '../../core/release/assessment/assessment';
import type { Assumption } from '../../core/release/assessment/assumption';
import type { Outlook } from '../../core/release/assessment/decided';
import type { Reason, Verdict } from '../../core/release/verdict';
import { PLAIN_TEXT } from '../plainText';

/** One word for a verdict, where it stands alone. */
export function verdictWord(verdict: Verdict): string {
  switch (verdict) {
    case 'PASS':
      return t('release.verdict-word.pass', 'Passes');
    case 'FAIL':
      return t('release.verdict-word.fail', 'Fails');
    case 'INCONCLUSIVE':
      return t('release.verdict-word.undecided', 'Not decided');
  }
}

/** What a verdict says of a release or a criterion, in a sentence. */
export function verdictWords(verdict: Verdict, reason: Reason | null): string {
  switch (verdict) {
    case 'PASS':
      return t('release.verdict.pass', 'passes');
    case 'FAIL':
      return t('release.verdict.fail', 'fails');
    case 'INCONCLUSIVE':
      return reason === null
        ? t('release.verdict.undecided', 'not decided')
        : t('release.verdict.undecided-because', 'not decided: {{reason}}', {
            ...PLAIN_TEXT,
            reason: reasonWords(reason),
          });
  }
}

/** Why there is no verdict. */
export function reasonWords(reason: Reason): string {
  switch (reason) {
    case 'NOT_STARTED':
      return t('release.reason.not-started', 'the release has not started');
    case 'NO_DATA':
      return t('release.reason.no-data', 'there is no data');
    case 'INSUFFICIENT_SAMPLE':
      return t('release.reason.sample', 'more events are needed');
    case 'SOAK_INCOMPLETE':
      return t('release.reason.soak', 'the soak is not over');
    case 'DATA_QUALITY':
      return t('release.reason.quality', 'what was scraped cannot be trusted');
    case 'MODEL_UNVALIDATED':
      return t('release.reason.model', 'what the guarantee assumes does not hold, or was not measured');
    case 'QUERY_ERROR':
      return t('release.reason.query', 'a query has no answer');
    case 'EXPIRED':
      return t('release.reason.expired', 'it has expired');
  }
}

/** What it takes to pass. */
export function outlookWords({ moreEvents, moreSeconds }: Pick<Outlook, 'moreEvents' | 'moreSeconds'>): string {
  if (moreEvents === null) {
    return t('release.outlook.never', 'at the present rates it would never pass');
  }
  const values = { ...PLAIN_TEXT, events: roughCount(moreEvents) };
  return moreSeconds === null
    ? t('release.outlook.events', 'needs about {{events}} more events', values)
    : t('release.outlook.events-time', 'needs about {{events}} more events, about {{time}}', {
        ...values,
        time: roughDuration(moreSeconds),
      });
}

/** An estimate of a number of events, rounded up to two digits: 1,900. */
export function roughCount(events: number): string {
  const scale = 10 ** Math.max(0, Math.ceil(Math.log10(Math.max(1, events))) - 2);
  return (Math.ceil(events / scale) * scale).toLocaleString('en');
}

/** An estimate of a duration, in its largest unit. */
export function roughDuration(seconds: number): string {
  const hours = seconds / 3600;
  return seconds < 90
    ? t('release.duration.seconds', '{{number}} s', { number: Math.ceil(seconds) })
    : seconds < 5400
      ? t('release.duration.minutes', '{{number}} min', { number: Math.round(seconds / 60) })
      : hours < 48
        ? t('release.duration.hours', '{{number}} h', { number: hours.toFixed(1) })
        : t('release.duration.days', '{{number}} d', { number: Math.round(hours / 24) });
}

/** What is wrong with what was asked for, and what helps. */
export function releaseProblemWords(problem: ReleaseProblem): string {
  const values = { ...PLAIN_TEXT, metric: 'metric' in problem ? problem.metric : '' };
  switch (problem.kind) {
    case 'queryFailed':
      return problem.message === ''
        ? t('release.problem.no-answer', '{{metric}} could not be read: no answer.', values)
        : t(
            'release.problem.query',
            '{{metric}} could not be read: {{message}}. Check address, credentials and limits of the Prometheus.',
            { ...values, message: problem.message }
          );
    case 'partialAnswer':
      return t('release.problem.partial', 'The answer for {{metric}} lacks something: {{message}}', {
        ...values,
        message: problem.message,
      });
    case 'noSeries':
      return t(
        'release.problem.series',
        'There is no series of {{metric}}. Check the policy’s selectors and the version.',
        values
      );
    case 'noTargets':
      return problem.side === 'baseline'
        ? t('release.problem.baseline-targets', 'No target of the baseline is told by {{metric}}.', values)
        : t('release.problem.release-targets', 'No target of the release is told by {{metric}}.', values);
    case 'mixedTargets':
      return t(
        'release.problem.mixed',
        'Targets ran several versions while they were watched: {{targets}}. Start when the release is out.',
        { ...values, targets: problem.targets.join(', ') }
      );
    case 'tooManyTargets':
      return t('release.problem.targets', '{{metric}} tells more than {{most}} targets.', {
        ...values,
        most: problem.most,
      });
    case 'bucketsDiffer':
      return t('release.problem.buckets', 'Not all series of {{metric}} have the bound {{bound}}.', {
        ...values,
        bound: problem.bound,
      });
    case 'copies':
      return t(
        'release.problem.copies',
        '{{metric}} seems to be counted more than once: {{label}} is {{list}}. Select one of them.',
        { ...values, label: problem.label, list: problem.values.join(', ') }
      );
    case 'notCovered':
      return t('release.problem.covered', 'Only {{seen}}% of the time was scraped, of at least {{least}}%.', {
        ...values,
        seen: (100 * problem.coverageRatio).toFixed(1),
        least: 100 * problem.floorRatio,
      });
    case 'contradiction':
      return t('release.problem.contradiction', '{{bad}} bad events of {{total}} contradict each other.', {
        ...values,
        bad: problem.bad,
        total: problem.total,
      });
    case 'notANumber':
    case 'negative':
    case 'notWhole':
    case 'notAscending':
      return t('release.problem.counter', '{{metric}} is no sound counter ({{defect}}): {{labels}}', {
        ...values,
        defect: problem.kind,
        labels: JSON.stringify(problem.labels),
      });
  }
}

/** What a guarantee rests on, to be read behind “assumes:”. */
export function assumptionWords(assumption: Assumption): string {
  switch (assumption.kind) {
    case 'anchoredWindow':
      return t('release.assumes.window', 'the window began at the start of the release and only grew');
    case 'bursts':
      return assumption.registered
        ? t('release.assumes.bursts', 'no cause makes more bad events at once than {{most}}, as registered', {
            most: assumption.most,
          })
        : t(
            'release.assumes.bursts-unregistered',
            'no cause makes more bad events at once than {{most}}; nothing is registered, so larger ones are outside of the guarantee',
            { most: assumption.most }
          );
    case 'divided':
      return t(
        'release.assumes.divided',
        'counts are divided by the size of bursts, which is an approximation at one look'
      );
    case 'countedOnce':
      return t('release.assumes.once', 'no event is counted twice');
    case 'badSeriesAbsent':
      return t('release.assumes.absent', 'no series of bad events means that none happened');
    case 'allSinceStart':
      return t('release.assumes.since-start', 'all events since the start are the release’s own');
    case 'fixedLook':
      return t('release.assumes.look', 'nobody looked before the end of the soak');
    case 'asymptotic':
      return t('release.assumes.asymptotic', 'there are many events; the level is exact only in the limit');
    case 'steadySplit':
      return t('release.assumes.split', 'traffic was split the same way all the time, and errors are rare');
    case 'comparableUsers':
      return t('release.assumes.users', 'who reached the release is like who reached the baseline');
    case 'timeConfounded':
      return t('release.assumes.time', 'the time makes no difference; the baseline ran at another one');
    case 'lostAtMeanRate':
      return t('release.assumes.lost', 'what was lost at restarts came at the mean rate');
    case 'extrapolated':
      return t('release.assumes.extrapolated', 'counts are increases as Prometheus extrapolates them, rounded');
    case 'soakRulesOut':
      return t('release.assumes.soak', 'a constant burn rate below {{rate}} may go unseen in so short a soak', {
        rate: assumption.burnRate.toFixed(1),
      });
    case 'attested':
      return t('release.assumes.attested', 'the word of {{author}}, which nothing here checks', {
        ...PLAIN_TEXT,
        author: assumption.author,
      });
  }
}
