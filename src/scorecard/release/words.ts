import { t } from '@grafana/i18n';
import { PLAIN_TEXT } from '../../shared/plainText';
import { durationWords } from '../view/duration';
import type { Criterion, Release } from './readRelease';

/** What is said of the release, in one sentence. */
export function releaseSentence({ service, version, verdict, reason }: Release): string {
  const values = { ...PLAIN_TEXT, name: version === '' ? service : `${service} ${version}`, reason };
  switch (verdict) {
    case 'PASS':
      return t('release.sentence.pass', '{{name}} passes', values);
    case 'FAIL':
      return t('release.sentence.fail', '{{name}} fails', values);
    case 'INCONCLUSIVE':
      return reason === ''
        ? t('release.sentence.undecided', '{{name}} is not decided', values)
        : t('release.sentence.undecided-because', '{{name}} is not decided: {{reason}}', values);
  }
}

/** What that means, for who knows no statistics. */
export function meaningWords({ verdict, alpha, isStarted, isStale, ahead }: Release): string {
  if (isStale) {
    return t(
      'release.meaning.stale',
      'Below stands what was known then. What is known now, nobody can tell until a refresh succeeds.'
    );
  }
  if (!isStarted) {
    return ahead;
  }
  switch (verdict) {
    case 'PASS':
      return t(
        'release.meaning.pass',
        'Every requirement was shown. Were one of them violated, a pass would have had a chance of at most {{chance}}, if what is assumed below holds.',
        { chance: percentWords(alpha) }
      );
    case 'FAIL':
      return t('release.meaning.fail', 'What was counted shows that a requirement is violated.');
    case 'INCONCLUSIVE':
      return t(
        'release.meaning.undecided',
        'Nothing is shown yet, neither for it nor against it. That is no pass: see below what is missing.'
      );
  }
}

/** How long was counted, of how long. */
export function soakWords({ elapsedSeconds, atLeastSeconds, atMostSeconds, isStarted, isOver }: Release): string {
  const values = {
    ...PLAIN_TEXT,
    elapsed: durationWords(elapsedSeconds),
    least: durationWords(atLeastSeconds),
    most: durationWords(atMostSeconds),
  };
  return !isStarted
    ? t('release.soak.before', 'at least {{least}}, at most {{most}}', values)
    : isOver
      ? t('release.soak.over', '{{elapsed}}; what came after does not count', values)
      : t('release.soak.runs', '{{elapsed}} of at least {{least}}, at most {{most}}', values);
}

/** How many events a share is of; empty where it is of none, or the words beside it say so. */
export function eventsWords({ objective, bad, total }: Criterion): string {
  return objective === null || bad === null || total === null
    ? ''
    : t('release.events', '{{bad}} bad of {{total}} events', {
        ...PLAIN_TEXT,
        bad: Math.round(bad).toLocaleString('en'),
        total: Math.round(total).toLocaleString('en'),
      });
}

/** What decides a share of good events; empty of anything else, and where nothing does. */
export function decidedWords({ objective, verdict }: Criterion): string {
  return objective === null || verdict === 'INCONCLUSIVE'
    ? ''
    : verdict === 'PASS'
      ? t('release.decided.pass', 'All of what it can be in truth meets the objective')
      : t('release.decided.fail', 'Nothing of what it can be in truth meets the objective');
}

/** That it passed before, where it no longer does. */
export function passedWords({ verdict, firstPassedMilliseconds }: Criterion, timeOf: (at: number) => string): string {
  if (firstPassedMilliseconds === null) {
    return '';
  }
  const values = { ...PLAIN_TEXT, time: timeOf(firstPassedMilliseconds) };
  return verdict === 'PASS'
    ? t('release.passed.since', 'First passed at {{time}}', values)
    : t('release.passed.before', 'Had passed at {{time}}; what came later speaks against it', values);
}

function percentWords(ratio: number | null): string {
  return ratio === null ? '' : `${String(Number((100 * ratio).toPrecision(3)))}%`;
}
