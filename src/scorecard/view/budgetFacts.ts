import { formattedValueToString } from '@grafana/data';
import { t } from '@grafana/i18n';
import { formatDuration } from '../../core/window/duration';
import { PLAIN_TEXT } from '../../shared/plainText';
import { amounts, compareEvents, wholePeriodBudget, type Amounts } from '../model/events';
import type { ScoreRow } from '../model/row';
import { durationWords } from './duration';
import type { Format } from './format';
import { memberFacts } from './members';
import type { TableContext } from './table';
import { amountWords, pointsWords, shareWords } from './numbers';

export interface Fact {
  name: string;
  value: string;
}

/** What the budget is in each of its terms; only what is known. */
export function budgetFacts(row: ScoreRow, { format, asOf }: Pick<TableContext, 'format' | 'asOf'>): Fact[] {
  const { time, events } = amounts(row);
  const { budget, sli } = row.events;
  return [
    { name: t('scorecard.fact.left', 'Left'), value: leftWords(row, format) },
    { name: t('scorecard.fact.calculated', 'Calculated'), value: calculationWords(row, format) },
    { name: t('scorecard.fact.period', 'Period'), value: row.period?.text ?? '' },
    { name: t('scorecard.fact.budget', 'Budget'), value: row.period?.budget ?? '' },
    {
      name: t('scorecard.fact.renewal', 'Next period begins'),
      value: row.period ? asOf(row.period.endMilliseconds) : '',
    },
    { name: t('scorecard.fact.whole-period', 'Whole period'), value: wholePeriodWords(row, format) },
    { name: t('scorecard.fact.excluded', 'Excluded'), value: row.excluded.join('\n') },
    { name: t('scorecard.fact.time', 'In time'), value: time ? timeWords(time, row.period !== null) : '' },
    { name: t('scorecard.fact.events', 'In events'), value: events ? eventWords(events) : '' },
    {
      name: t('scorecard.fact.by-events', 'Left by events'),
      value: budget.value === null ? '' : byEventsWords(row, format),
    },
    {
      name: t('scorecard.fact.sli-by-events', 'SLI by events'),
      value: sli.value === null ? '' : show(format.eventSli(row)),
    },
    ...memberFacts(row.members),
  ].filter(({ value }) => value !== '');
}

function leftWords(row: ScoreRow, format: Format): string {
  if (row.budget.value === null) {
    return '';
  }
  const left = show(format.budget(row));
  return row.period
    ? t('scorecard.fact.left-so-far', '{{left}} of the budget of the events so far', { ...PLAIN_TEXT, left })
    : left;
}

/** Numbers that are written out must be enough to come to the same one. */
const DIGITS = 9;

/** 1 − (1 − SLI) ÷ (1 − objective) with its numbers; a tool may have recorded another one, which is then the one that leads. */
function calculationWords(row: ScoreRow, format: Format): string {
  const { sli, objective, budget } = row;
  if (sli.value === null || objective.value === null || objective.value >= 1 || budget.value === null) {
    return '';
  }
  const left = 1 - (1 - sli.value) / (1 - objective.value);
  const digits = (value: number) => String(Number(value.toPrecision(DIGITS)));
  const words = `1 − (1 − ${digits(sli.value)}) ÷ ${digits(1 - objective.value)} = ${show(format.budget(row, left))}`;
  return show(format.budget(row, left)) === show(format.budget(row))
    ? words
    : t('scorecard.fact.recorded-otherwise', '{{words}} by the SLI; recorded {{recorded}}', {
        ...PLAIN_TEXT,
        words,
        recorded: show(format.budget(row)),
      });
}

function wholePeriodWords(row: ScoreRow, format: Format): string {
  const left = wholePeriodBudget(row);
  return left === null
    ? ''
    : t(
        'scorecard.fact.whole-period-value',
        '{{left}} of the budget of the whole {{period}}, as lines over time draw it, if events come as they have so far',
        {
          ...PLAIN_TEXT,
          period: row.period?.name,
          left: show(format.budget(row, left)),
        }
      );
}

/** The event-weighted budget with its difference from the number above it. */
function byEventsWords(row: ScoreRow, format: Format): string {
  const budget = show(format.eventBudget(row));
  const points = compareEvents(row)?.differencePoints ?? null;
  return points === null
    ? budget
    : t('scorecard.events.difference', '{{budget}} ({{points}} points)', {
        ...PLAIN_TEXT,
        budget,
        points: pointsWords(points),
      });
}

function timeWords(
  { leftMinutes, allowedMinutes, windowSeconds, budgetRatio }: NonNullable<Amounts['time']>,
  soFar: boolean
): string {
  return t('scorecard.fact.time-value', '{{left}} of {{allowed}} min left ({{share}} of {{window}})', {
    ...PLAIN_TEXT,
    left: amountWords(leftMinutes),
    allowed: amountWords(allowedMinutes),
    share: shareWords(budgetRatio),
    window: soFar
      ? t('scorecard.fact.so-far', '{{duration}} so far', { ...PLAIN_TEXT, duration: durationWords(windowSeconds) })
      : formatDuration(windowSeconds),
  });
}

function eventWords({ bad, allowed, total, budgetRatio }: NonNullable<Amounts['events']>): string {
  return t(
    'scorecard.fact.events-value',
    '{{left}} of {{allowed}} bad events left ({{share}} of {{total}}; {{bad}} were bad)',
    {
      ...PLAIN_TEXT,
      left: amountWords(allowed - bad),
      bad: amountWords(bad),
      allowed: amountWords(allowed),
      share: shareWords(budgetRatio),
      total: amountWords(total),
    }
  );
}

const show = formattedValueToString;
