import { t } from '@grafana/i18n';
import type { BurningSlo, IncidentGroup, IncidentView, FiringAlert } from '../../core/frame/incident';
import { GROUP_LABELS } from '../../core/slo/groupLabels';
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
  return `${roughly(100 * ratio)}%`;
}

/** What happens to the SLO, in one sentence without its name. */
export function burnSentence(
  slo: BurningSlo,
  atMilliseconds: number,
  timeOf: (milliseconds: number) => string
): string {
  const { alert, calm, pair, onsetMilliseconds, onsetSeen, severity, status } = slo;
  if (severity === null) {
    return status === 'blind'
      ? t('incident.sentence.blind', 'cannot be seen')
      : t('incident.sentence.quiet', 'fires no alert');
  }
  if (calm) {
    const what =
      alert === 'missing' || alert === 'unknown'
        ? t('incident.sentence.calm-pair', 'has not burned in the last hour; {{pair}} still counts', {
            ...PLAIN_TEXT,
            pair,
          })
        : t('incident.sentence.calm', 'has not burned in the last hour; its alert still fires');
    return onsetMilliseconds === null
      ? what
      : t('incident.sentence.calm-since', '{{what}} for what began {{time}}', {
          ...PLAIN_TEXT,
          what,
          time: timeOf(onsetMilliseconds),
        });
  }
  const rate = rateNow(slo);
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
    // No line ends within it.
    duration: durationWords(Math.max(0, atMilliseconds - onsetMilliseconds) / 1000).replaceAll(' ', '\u00a0'),
  };
  return onsetSeen
    ? t('incident.sentence.since', '{{burns}} since {{time}}, for {{duration}}', values)
    : t('incident.sentence.since-before', '{{burns}} since {{time}} or before, for at least {{duration}}', values);
}

/**
 * Which alert tells people of what burns, that none does, or that nobody can say; empty while that is on its way.
 *
 * @param isTold whether an alert fires for another SLO that began to burn with it
 */
export function alertWords(
  { alert, firing }: Pick<BurningSlo, 'alert' | 'firing'>,
  isTold: boolean,
  timeOf: (milliseconds: number) => string
): string {
  switch (alert) {
    case 'firing':
      return firing.map((one) => firingWords(one, timeOf)).join(' ');
    case 'missing':
      return isTold
        ? t('incident.alert.told-beside', 'No alert of its own fires, but one does of what began to burn with it.')
        : t(
            'incident.alert.missing',
            'No alert fires for it. Its alerting rules may be missing, or not evaluated yet.'
          );
    case 'unknown':
      return t('incident.alert.unknown', 'Whether an alert fires for it is not known.');
    case 'pending':
      return t('incident.alert.pending', 'Its alert is pending and has told nobody yet.');
    default:
      return '';
  }
}

function firingWords(
  { name, sinceMilliseconds, notified, notifiedReason }: FiringAlert,
  timeOf: (milliseconds: number) => string
): string {
  const fires =
    sinceMilliseconds === null
      ? t('incident.alert.fires', '{{name}} fires', { ...PLAIN_TEXT, name })
      : t('incident.alert.fires-since', '{{name}} fires since {{time}}', {
          ...PLAIN_TEXT,
          name,
          time: timeOf(sinceMilliseconds),
        });
  return `${fires}${toldWords(notified, notifiedReason)}`;
}

function toldWords(notified: FiringAlert['notified'], reason: string): string {
  const values = { ...PLAIN_TEXT, reason };
  switch (notified) {
    case 'told':
      return t('incident.alert.told', ' and is not silenced.');
    case 'silenced':
      return reason === ''
        ? t('incident.alert.silenced', ', but is silenced.')
        : t('incident.alert.silenced-by', ', but is silenced {{reason}}.', values);
    case 'inhibited':
      return reason === ''
        ? t('incident.alert.inhibited', ', but is inhibited.')
        : t('incident.alert.inhibited-by', ', but is inhibited {{reason}}.', values);
    case 'unknown':
      return t('incident.alert.not-known', '; whether it is silenced is not known.');
  }
}

/** The same of another one, in a few words; empty while that is on its way. */
export function shortAlertWords({ alert, firing }: Pick<BurningSlo, 'alert' | 'firing'>): string {
  switch (alert) {
    case 'firing':
      return firing.length > 0 && firing.every(({ notified }) => notified === 'silenced' || notified === 'inhibited')
        ? t('incident.others.silenced', 'its alert is silenced')
        : t('incident.others.alert', 'its alert fires');
    case 'missing':
      return t('incident.others.no-alert', 'no alert fires');
    case 'pending':
      return t('incident.others.pending', 'its alert is pending');
    case 'unknown':
      return t('incident.others.alert-unknown', 'alert unknown');
    case null:
      return '';
  }
}

/** How fast it burns now; over the long window of its alert where that is not known. */
export function rateNow({ nowRate, burnRate }: Pick<BurningSlo, 'nowRate' | 'burnRate'>): number | null {
  return nowRate ?? burnRate;
}

/** The groups that tell an SLO from others of its name: "eu, gcp"; empty where it has none. */
export function groupsOf({ labels }: Pick<BurningSlo, 'labels'>): string {
  return GROUP_LABELS.flatMap((label) => labels[label] ?? [])
    .filter((value) => value !== '')
    .join(', ');
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

/** The cost counts events, which is said where the budget left is one of recorded ratios. */
export function badEventsWords({ badEvents, eventBudgetRemaining }: BurningSlo): string {
  if (badEvents === null) {
    return '';
  }
  const values = { ...PLAIN_TEXT, count: Math.round(badEvents) };
  return eventBudgetRemaining === null
    ? t('incident.bad-events', '{{count}} bad events', values)
    : t('incident.bad-by-events', 'by events: {{count}} bad', values);
}

/** When the budget runs out. */
export function goneWords({ budgetRemaining, exhaustionSeconds }: BurningSlo): string {
  if (budgetRemaining === null) {
    return t('incident.gone.cannot-tell', 'cannot tell');
  }
  if (budgetRemaining <= 0) {
    return t('incident.gone.already', 'already spent');
  }
  return exhaustionSeconds === null || !Number.isFinite(exhaustionSeconds)
    ? t('incident.gone.unknown', 'not at this rate')
    : t('incident.gone.in', 'in {{duration}}', { ...PLAIN_TEXT, duration: durationWords(exhaustionSeconds) });
}

/** By which burn rate that is told, which early in an incident is still rising; empty where it is not told. */
export function goneRateWords({ budgetRemaining, exhaustionSeconds, exhaustionRateWindow }: BurningSlo): string {
  return exhaustionSeconds === null || exhaustionRateWindow === '' || (budgetRemaining ?? 0) <= 0
    ? ''
    : t('incident.gone.rate', 'at the burn rate of the last {{window}}', {
        ...PLAIN_TEXT,
        window: exhaustionRateWindow,
      });
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
    return t('incident.gone.already-by-events', 'by events already spent');
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
