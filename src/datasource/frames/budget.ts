import { createDataFrame, FieldType, type DataFrame, type QueryResultMetaNotice } from '@grafana/data';
import { t } from '@grafana/i18n';
import type { BudgetMethod, BudgetOverTime } from '../../core/query/budget/judge';
import type { IdealPoint } from '../../core/query/budget/periods';
import type { BudgetRequest, BudgetUnit } from '../../core/query/budget/plan';
import type { BudgetPoint } from '../../core/query/budgetSeries';
import { MOST_PERIODS } from '../../core/query/events/spans';
import type { Slo } from '../../core/slo/slo';
import { formatDuration } from '../../core/window/duration';
import { PLAIN_TEXT } from '../../shared/plainText';
import { absentBudgetWords } from '../absentBudgetWords';
import { calendarWords, periodLinesWords } from '../periodWords';
import { tooManyNotices } from './absences';
import { nameAmong, nameOf } from './names';
import { withNotices } from './overTime';

const UNIT_IDS: Record<BudgetUnit, string> = { percent: 'percentunit', minutes: 'm', events: 'short' };

/** One frame per SLO; those without a number keep theirs, empty, with a notice, so that nobody takes them for fine. */
export function budgetFrames(refId: string, request: BudgetRequest, budgets: readonly BudgetOverTime[]): DataFrame[] {
  const slos = budgets.map(({ slo }) => slo);
  const told = budgets.filter(({ absence }) => absence?.kind !== 'tooMany');
  const frames = told.map(({ slo, points, ideal, absence, method }) => {
    const own = nameAmong(slo, slos);
    // A graph of one SLO that has no line says why in the place of its name; among others its notice does.
    const name = absence && budgets.length === 1 ? absentBudgetWords(own, absence, request) : own;
    const whole = method === 'byPeriod' && slo.window.kind === 'calendar' ? calendarWords(slo.window) : '';
    const frame = budgetFrame(refId, slo, points, { name, unit: request.unit, ideal, whole });
    const notices: QueryResultMetaNotice[] = absence
      ? [{ severity: 'warning', text: absentBudgetWords(own, absence, request) }]
      : [];
    frame.meta = { notices };
    return frame;
  });
  // How the lines are drawn concerns all of them alike, so it is said once.
  const [first] = frames;
  return withNotices(refId, frames, [
    ...(first?.meta?.notices ?? []),
    ...tooManyNotices(budgets),
    ...methodNotices(request, budgets),
    ...exclusionNotices(budgets, slos),
  ]);
}

/** Error budget remaining of one SLO over time, with the ideal line where there is one. */
export function budgetFrame(
  refId: string,
  slo: Slo,
  points: readonly BudgetPoint[],
  {
    name = nameOf(slo),
    unit = 'percent',
    ideal = [],
    whole = '',
  }: {
    name?: string;
    unit?: BudgetUnit;
    ideal?: readonly IdealPoint[];
    /** The calendar period that the budget is of as a whole, where a row tells it of the events so far. */
    whole?: string;
  } = {}
): DataFrame {
  const labels = { ...slo.labels, service: slo.service, slo: slo.name };
  const { times, left, even } = onOneAxis(points, ideal);
  return createDataFrame({
    refId,
    name,
    fields: [
      { name: 'time', type: FieldType.time, config: {}, values: times.map((seconds) => seconds * 1000) },
      {
        name: 'budgetRemaining',
        type: FieldType.number,
        labels,
        config: {
          unit: UNIT_IDS[unit],
          displayNameFromDS:
            whole === ''
              ? name
              : t('datasource.budget.whole', '{{slo}}: of the whole {{period}}', {
                  ...PLAIN_TEXT,
                  slo: name,
                  period: whole,
                }),
        },
        values: left,
      },
      ...(ideal.length === 0
        ? []
        : [
            {
              name: 'idealRemaining',
              type: FieldType.number,
              labels,
              config: {
                unit: UNIT_IDS[unit],
                displayNameFromDS: t('datasource.budget.ideal', '{{slo}}: ideal', { ...PLAIN_TEXT, slo: name }),
                custom: { lineStyle: { fill: 'dash', dash: [4, 6] } },
              },
              values: even,
            },
          ]),
    ],
  });
}

interface OneAxis {
  /** In epoch seconds, ascending. */
  times: number[];
  left: Array<number | null>;
  even: Array<number | null>;
}

/** The ideal line goes on to the end of its period, where nothing is known of the budget yet. */
function onOneAxis(points: readonly BudgetPoint[], ideal: readonly IdealPoint[]): OneAxis {
  if (ideal.length === 0) {
    return { times: points.map(({ timeSeconds }) => timeSeconds), left: points.map(({ value }) => value), even: [] };
  }
  const left = new Map(points.map(({ timeSeconds, value }) => [timeSeconds, value]));
  const even = new Map(ideal.map(({ timeSeconds, value }) => [timeSeconds, value]));
  const times = [...new Set([...left.keys(), ...even.keys()])].sort((a, b) => a - b);
  return {
    times,
    left: times.map((seconds) => left.get(seconds) ?? null),
    even: times.map((seconds) => even.get(seconds) ?? null),
  };
}

/** What the lines mean, where there are any: each way of drawing them once, with how it fits the range shown. */
function methodNotices(request: BudgetRequest, budgets: readonly BudgetOverTime[]): QueryResultMetaNotice[] {
  const drawn = budgets.filter(({ absence }) => absence === null);
  const own = (method: BudgetMethod) => drawn.filter((one) => one.method === method).map(({ slo }) => slo.window);
  const windowsOf = (method: BudgetMethod) => [...new Set(own(method).map(({ seconds }) => seconds))];
  const rangeSeconds = request.toSeconds - request.fromSeconds;
  const text = (seconds: readonly number[]) => seconds.map(formatDuration).join(', ');
  const sliding = windowsOf('sliding');
  const byEvents = windowsOf('cumulative');
  const bySlots = windowsOf('cumulativeSlots');
  const cumulative = [...new Set([...byEvents, ...bySlots])];
  const said: string[] = [];
  if (sliding.length > 0) {
    said.push(
      t('datasource.budget.sliding', 'Recorded budgets: each point looks back over the {{windows}} before it.', {
        ...PLAIN_TEXT,
        windows: text(sliding),
      })
    );
  }
  if (byEvents.length > 0) {
    said.push(
      t(
        'datasource.budget.cumulative',
        'Budgets by events: as spent since the start of the {{windows}} that end now.',
        { ...PLAIN_TEXT, windows: text(byEvents) }
      )
    );
  }
  if (bySlots.length > 0) {
    said.push(
      t(
        'datasource.budget.cumulative-slots',
        'Recorded budgets without excluded times: as spent since the start of the {{windows}} that end now, by recorded short ratios, each of which weighs the same.',
        { ...PLAIN_TEXT, windows: text(bySlots) }
      )
    );
  }
  if (cumulative.length > 0) {
    const shorter = cumulative.filter((seconds) => rangeSeconds > seconds);
    const longer = cumulative.filter((seconds) => rangeSeconds < seconds);
    if (shorter.length > 0) {
      said.push(
        t('datasource.budget.range-longer', 'The range is longer than {{windows}}: their lines begin within it.', {
          ...PLAIN_TEXT,
          windows: text(shorter),
        })
      );
    }
    if (longer.length > 0) {
      said.push(
        t(
          'datasource.budget.range-shorter',
          'The range shows the last {{range}} of {{windows}}: what was spent before it is gone from the first point already.',
          { ...PLAIN_TEXT, range: formatDuration(roundedMinutes(rangeSeconds)), windows: text(longer) }
        )
      );
    }
  }
  const calendar = own('byPeriod').flatMap((window) => (window.kind === 'calendar' ? [window] : []));
  if (calendar.length > 0) {
    said.push(periodLinesWords(calendar, MOST_PERIODS));
  }
  return said.map((words) => ({ severity: 'info', text: words }));
}

/** That lines are not those of the rows, which leave the excluded times out. */
function exclusionNotices(budgets: readonly BudgetOverTime[], all: readonly Slo[]): QueryResultMetaNotice[] {
  const names = budgets
    .filter(({ slo, method, absence }) => slo.excluded.length > 0 && method === 'sliding' && absence === null)
    .map(({ slo }) => nameAmong(slo, all));
  if (names.length === 0) {
    return [];
  }
  const text = t(
    'datasource.budget.not-excluded',
    'Excluded times count in the lines of {{slos}}: their tools record budgets with them, and neither short ratios nor events that they could be left out of.',
    { ...PLAIN_TEXT, slos: names.join(', ') }
  );
  return [{ severity: 'warning', text }];
}

function roundedMinutes(seconds: number): number {
  return Math.max(60, Math.round(seconds / 60) * 60);
}
