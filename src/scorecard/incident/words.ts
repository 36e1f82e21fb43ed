import { t } from '@grafana/i18n';
import type { BurningSlo, IncidentGroup, IncidentView } from '../../core/frame/incident';
import { PLAIN_TEXT } from '../../shared/plainText';
import { durationWords } from '../view/duration';

/** How old the newest data is. */
export function dataAgeWords(seconds: number | null): string {
  return seconds === null
    ? t('incident.age.none', 'No data was found')
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
  const { burnRate, onsetMilliseconds, onsetSeen, severity } = slo;
  if (severity === null) {
    return t('incident.sentence.quiet', 'fires no alert');
  }
  const burns =
    burnRate === null
      ? t('incident.sentence.burns', 'burns its budget')
      : t('incident.sentence.burns-at', 'burns its budget {{rate}} times too fast', {
          ...PLAIN_TEXT,
          rate: roughly(burnRate),
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

export function severityWord(severity: BurningSlo['severity']): string {
  switch (severity) {
    case 'page':
      return t('incident.severity.page', 'Page');
    case 'ticket':
      return t('incident.severity.ticket', 'Ticket');
    case null:
      return t('incident.severity.none', 'Quiet');
  }
}

/** Until the budget is gone. */
export function goneWords({ budgetRemaining, exhaustionSeconds }: BurningSlo): string {
  if (budgetRemaining !== null && budgetRemaining <= 0) {
    return t('incident.gone.already', 'gone already');
  }
  return exhaustionSeconds === null || !Number.isFinite(exhaustionSeconds)
    ? t('incident.gone.unknown', 'not at this rate')
    : t('incident.gone.in', 'in {{duration}}', { ...PLAIN_TEXT, duration: durationWords(exhaustionSeconds) });
}

export function groupWords({ badRatio, trafficRatio }: IncidentGroup): string {
  return t('incident.group', '{{bad}} of the bad events, {{traffic}} of the traffic', {
    ...PLAIN_TEXT,
    bad: percentWords(badRatio),
    traffic: percentWords(trafficRatio),
  });
}
