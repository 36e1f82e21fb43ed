import { t } from '@grafana/i18n';
import type { ComplianceFieldName } from '../core/frame/complianceTable';
import type { Compliance } from '../core/query/spent/compliance';
import type { NotAsked } from '../core/query/slos/row';
import type { OverTimeAbsence } from '../core/query/slots/usable';
import { formatDuration } from '../core/window/duration';
import { PLAIN_TEXT } from '../shared/plainText';
import { stateWords } from './stateWords';

/** What a number over time is made of. */
export function weighsWords(weighs: 'events' | 'slots'): string {
  return weighs === 'events'
    ? t('over-time.method.events', 'By events: every event weighs the same.')
    : t('over-time.method.slots', 'By recorded short ratios: every slot weighs the same, however many events it had.');
}

/** SLOs that are named where there are many; nobody would read the rest. */
const MOST_NAMES = 5;

/** The names of SLOs, the first of them where there are many. */
export function namesWords(names: readonly string[]): string {
  const named = names.slice(0, MOST_NAMES).join(', ');
  return names.length > MOST_NAMES
    ? t('over-time.and-others', '{{named}} and others', { ...PLAIN_TEXT, named })
    : named;
}

/** What of rows was not asked, because it would have been too many samples. */
export function notAskedWords(what: NotAsked, names: readonly string[]): string {
  const values = { ...PLAIN_TEXT, count: names.length, names: namesWords(names) };
  switch (what) {
    case 'history':
      return t('over-time.not-asked.history', '', {
        ...values,
        defaultValue_one:
          '{{count}} SLO has no trend and is judged without what leaves its window next, because that would take too many samples: {{names}}. Choose fewer services or SLOs.',
        defaultValue_other:
          '{{count}} SLOs have no trend and are judged without what leaves their windows next, because that would take too many samples: {{names}}. Choose fewer services or SLOs.',
      });
    case 'onset':
      return t('over-time.not-asked.onset', '', {
        ...values,
        defaultValue_one:
          'Since when {{count}} SLO burns is not told, because that would take too many samples: {{names}}. Choose fewer services or SLOs.',
        defaultValue_other:
          'Since when {{count}} SLOs burn is not told, because that would take too many samples: {{names}}. Choose fewer services or SLOs.',
      });
  }
}

export function tooManyWords(names: readonly string[]): string {
  return t('over-time.left-out', '', {
    ...PLAIN_TEXT,
    count: names.length,
    names: namesWords(names),
    defaultValue_one:
      '{{count}} SLO is left out, because it would take too many samples: {{names}}. Choose fewer services or SLOs, or a shorter range or window.',
    defaultValue_other:
      '{{count}} SLOs are left out, because they would take too many samples: {{names}}. Choose fewer services or SLOs, or a shorter range or window.',
  });
}

/** The name of the events that lack a label. */
export function withoutLabelWords(label: string): string {
  return t('over-time.without-label', 'without {{label}}', { ...PLAIN_TEXT, label });
}

export function groupsLeftOutWords(slo: string, label: string, count: number): string {
  return t('over-time.groups-left-out', '{{slo}}: {{count}} more values of {{label}}, those with the fewest events.', {
    ...PLAIN_TEXT,
    slo,
    label,
    count,
  });
}

/** Why nothing of an SLO is told over time. */
export function absenceWords(slo: string, absence: OverTimeAbsence): string {
  const values = { ...PLAIN_TEXT, slo };
  switch (absence.kind) {
    case 'tooMany':
      return tooManyWords([slo]);
    case 'tooManyGroups':
      if (absence.label === '') {
        return t(
          'over-time.absent.combinations',
          '{{slo}}: its labels have more than {{most}} combinations of values, which would take too many samples. Choose one label.',
          { ...values, most: absence.most }
        );
      }
      return t(
        'over-time.absent.groups',
        '{{slo}}: {{label}} has more than {{most}} values, which would take too many samples. Choose fewer SLOs, a shorter range or another label.',
        { ...values, label: absence.label, most: absence.most }
      );
    case 'labelOnOneSide':
      return t(
        'over-time.absent.one-side',
        '{{slo}}: only one of its two metrics has the label {{label}}, that of the good or bad events or that of all, so nobody can tell which group failed. Choose another label.',
        { ...values, label: absence.label }
      );
    case 'objectiveUnknown':
      return t('over-time.absent.objective', '{{slo}}: without an objective there is no error budget.', values);
    case 'composite':
      return t(
        'over-time.absent.composite',
        '{{slo}}: a composite has no events of its own that could be followed over time. Write its members as SLOs of their own too, and it is told of each of them.',
        values
      );
    case 'sliced':
      return t(
        'over-time.absent.sliced',
        '{{slo}}: its SLI weighs slices of time, which are not told over time. Its row tells the window.',
        values
      );
    case 'slotsUnknown':
      return t(
        'over-time.absent.slots',
        '{{slo}}: no short ratios are recorded, and no document says how to count its events.',
        values
      );
    case 'eventsUnknown':
      return t(
        'over-time.absent.events',
        '{{slo}}: how many events it had is not known. An SLO document that says how to count them tells it.',
        values
      );
    case 'stopped':
      return t('over-time.absent.stopped', '{{slo}}: its SLI is no longer recorded.', values);
    case 'noEvents':
      return t('over-time.absent.no-events', '{{slo}}: no events were counted in its window.', values);
    case 'unmeasured':
      return `${slo}: ${stateWords(absence.what)}`;
    case 'stepChanged':
      return t(
        'over-time.absent.step-changed',
        '{{slo}}: events were to be counted every {{wanted}}, but the data source answered every {{got}}, which leaves events out. Allow the step in its settings.',
        { ...values, wanted: formatDuration(absence.wantedSeconds), got: formatDuration(absence.gotSeconds) }
      );
  }
}

/** The name of a column of the compliance table. */
export function complianceFieldWords(name: ComplianceFieldName): string {
  switch (name) {
    case 'month':
      return t('compliance.month', 'Month');
    case 'service':
      return t('compliance.service', 'Service');
    case 'slo':
      return t('compliance.slo', 'SLO');
    case 'compliance':
      return t('compliance.compliance', 'Objective was');
    case 'running':
      return t('compliance.running', 'Month is');
    case 'sli':
      return t('compliance.sli', 'SLI');
    case 'objective':
      return t('compliance.objective', 'Objective');
    case 'budgetRemaining':
      return t('compliance.budget', 'Budget left');
    case 'bad':
      return t('compliance.bad', 'Bad events');
    case 'total':
      return t('compliance.total', 'All events');
    case 'coverage':
      return t('compliance.coverage', 'Seen');
    case 'method':
      return t('compliance.method', 'Method');
    case 'upstream':
      return t('compliance.upstream', 'Data source');
    case 'labels':
      return t('compliance.labels', 'Labels');
    case 'id':
      return t('compliance.id', 'Id');
  }
}

/** Whether a month met its objective, or that nobody can tell. */
export function complianceWord(compliance: Compliance): string {
  switch (compliance) {
    case 'kept':
      return t('compliance.kept', 'met');
    case 'missed':
      return t('compliance.missed', 'missed');
    case 'unknown':
      return t('compliance.unknown', 'not known');
  }
}

export function runningWord(running: boolean): string {
  return running ? t('compliance.still-running', 'not over yet') : t('compliance.over', 'over');
}
