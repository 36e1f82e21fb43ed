import { t } from '@grafana/i18n';
import type { BurningSlo, IncidentGroup, IncidentView } from '../../core/frame/incident';
import { PLAIN_TEXT } from '../../shared/plainText';
import { statusWord } from '../../shared/statusWord';
import { durationWords } from '../view/duration';

/** How old the newest data is. */
export function dataAgeWords(seconds: number | null): string {
  return seconds === null
    ? t('incident.age.none', 'No data in the last five minutes')
    : t('incident.age.some', 'Newest data: {{age}} old', { ...PLAIN_TEXT, age: ageWords(seconds) });
}

function ageWords(seconds: number): string {
  return seconds < 60
    ? t('incident.age.seconds', '{{count}} s', { count: Math.max(0, Math.round(seconds)) })
    : durationWords(seconds);
}

export function blindWords({ blind }: Pick<IncidentView, 'blind'>): string {
  return t('incident.blind', '', {
    count: blind.length,
    defaultValue_one: '{{count}} SLO cannot be seen',
    defaultValue_other: '{{count}} SLOs cannot be seen',
  });
}

/** A number with as many digits as say something: 0.21, 4.3, 25. */
export function roughly(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return String(Number(value.toFixed(digits)));
}

export function percentWords(ratio: number): string {
  return `${roughly(100 * ratio)} %`;
}

/** What happens to the SLO, in one sentence without its name. */
export function burnSentence(
  slo: BurningSlo,
  atMilliseconds: number,
  timeOf: (milliseconds: number) => string
): string {
  const { burnRate, nowRate, calm, onsetMilliseconds, onsetSeen, severity, status } = slo;
  if (severity === null) {
    return status === 'blind'
      ? t('incident.sentence.blind', 'cannot be seen')
      : t('incident.sentence.quiet', 'fires no alert');
  }
  if (calm) {
    return onsetMilliseconds === null
      ? t('incident.sentence.calm', 'has not burned in the last hour; its alert still fires')
      : t(
          'incident.sentence.calm-since',
          'has not burned in the last hour; its alert still fires for what began {{time}}',
          {
            ...PLAIN_TEXT,
            time: timeOf(onsetMilliseconds),
          }
        );
  }
  const rate = nowRate ?? burnRate;
  const burns =
    rate === null
      ? t('incident.sentence.burns', 'burns its budget')
      : t('incident.sentence.burns-at', 'burns its budget {{rate}} times too fast', {
          ...PLAIN_TEXT,
          rate: roughly(rate),
        });
  if (onsetMilliseconds === null) {
    return burns;
  }
  const values = {
    ...PLAIN_TEXT,
    burns,
    time: timeOf(onsetMilliseconds),
    duration: durationWords(Math.max(0, atMilliseconds - onsetMilliseconds) / 1000),
  };
  return onsetSeen
    ? t('incident.sentence.since', '{{burns}} since {{time}}, for {{duration}}', values)
    : t('incident.sentence.since-before', '{{burns}} since {{time}} or before, for at least {{duration}}', values);
}

/** What fires, or the status where nothing does. */
export function severityWord({ severity, status }: Pick<BurningSlo, 'severity' | 'status'>): string {
  switch (severity) {
    case 'page':
      return t('incident.severity.page', 'Page');
    case 'ticket':
      return t('incident.severity.ticket', 'Ticket');
    case null:
      return statusWord(status);
  }
}

/** How many others began to burn within so many seconds of the main one; their names follow. */
export function togetherWords(count: number, withinSeconds: number): string {
  return t('incident.together', '', {
    ...PLAIN_TEXT,
    count,
    within: durationWords(withinSeconds),
    defaultValue_one: '{{count}} other SLO began to burn within {{within}} of it:',
    defaultValue_other: '{{count}} other SLOs began to burn within {{within}} of it:',
  });
}

/** What was spent since the onset. @param complete false while that is still on its way */
export function costWords({ costRatio }: BurningSlo, complete: boolean): string {
  if (costRatio === null) {
    return complete ? t('incident.gone.cannot-tell', 'cannot tell') : t('incident.cost.loading', '…');
  }
  return t('incident.of-budget', '{{share}} of the budget', { ...PLAIN_TEXT, share: percentWords(costRatio) });
}

/** Until the budget is gone. */
export function goneWords({ budgetRemaining, exhaustionSeconds }: BurningSlo): string {
  if (budgetRemaining === null) {
    return t('incident.gone.cannot-tell', 'cannot tell');
  }
  if (budgetRemaining <= 0) {
    return t('incident.gone.already', 'gone already');
  }
  return exhaustionSeconds === null || !Number.isFinite(exhaustionSeconds)
    ? t('incident.gone.unknown', 'not at this rate')
    : t('incident.gone.in', 'in {{duration}}', { ...PLAIN_TEXT, duration: durationWords(exhaustionSeconds) });
}

/**
 * Until the budget that events tell is gone, where the row's is one of recorded ratios: at the same rate, without what leaves
 * the window until then. Empty where there is nothing else to tell.
 */
export function goneByEventsWords({ budgetRemaining, eventBudgetRemaining, exhaustionSeconds }: BurningSlo): string {
  if (eventBudgetRemaining === null || budgetRemaining === null || budgetRemaining <= 0) {
    return '';
  }
  if (eventBudgetRemaining <= 0) {
    return t('incident.gone.already-by-events', 'by events already');
  }
  return exhaustionSeconds === null || !Number.isFinite(exhaustionSeconds)
    ? ''
    : t('incident.gone.by-events', 'by events in about {{duration}}', {
        ...PLAIN_TEXT,
        duration: durationWords((exhaustionSeconds * eventBudgetRemaining) / budgetRemaining),
      });
}

export function groupWords({ badRatio, trafficRatio }: IncidentGroup): string {
  return t('incident.group', '{{bad}} of the bad events, {{traffic}} of the traffic', {
    ...PLAIN_TEXT,
    bad: percentWords(badRatio),
    traffic: percentWords(trafficRatio),
  });
}
