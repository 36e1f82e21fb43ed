import { createDataFrame, FieldType, MappingType, type DataFrame, type Field, type ValueMapping } from '@grafana/data';
import {
  COMPLIANCE_TABLE_FIELDS,
  COMPLIANCE_TABLE_SCHEMA,
  COMPLIANCE_TABLE_VERSION,
  type ComplianceFieldName,
  type ComplianceFieldSpec,
} from '../../core/frame/complianceTable';
import { budgetRemainingRatio } from '../../core/budget/budget';
import { COMPLIANCES, complianceOf, type Compliance } from '../../core/query/spent/compliance';
import type { Spent, SpentPeriod } from '../../core/query/spent/judge';
import { complianceFieldWords, complianceWord, runningWord, weighsWords } from '../overTimeWords';
import { absenceNotices } from './absences';
import { FIELD_TYPES, objectiveDecimals, sliDecimals } from './fields';
import { nameAmong } from './names';
import { labelsOf, withNotices } from './overTime';
import { wordMappings } from './wordMappings';

type Told = Extract<Spent, { state: 'ok' }>;

function noticesOf(all: readonly Spent[]) {
  return absenceNotices(all.map((one) => ({ slo: one.slo, absence: one.state === 'absent' ? one.absence : null })));
}

/** What each day has spent of the budget of the SLO window that ends now: a frame per SLO, a bar per day. */
export function spentFrames(refId: string, all: readonly Spent[]): DataFrame[] {
  const slos = all.map(({ slo }) => slo);
  const told = all.flatMap((one) => (one.state === 'ok' ? [one] : []));
  const frames = told.map(({ slo, periods }) => {
    const name = nameAmong(slo, slos);
    return createDataFrame({
      refId,
      name,
      fields: [
        {
          name: 'time',
          type: FieldType.time,
          config: {},
          values: periods.map(({ startSeconds }) => startSeconds * 1000),
        },
        {
          name: 'spent',
          type: FieldType.number,
          labels: labelsOf(slo),
          config: { unit: 'percentunit', displayNameFromDS: name },
          values: periods.map(({ spentRatio }) => spentRatio),
        },
      ],
    });
  });
  const methods = [...new Set(told.map(({ weighs }) => weighsWords(weighs)))];
  return withNotices(refId, frames, [
    ...noticesOf(all),
    ...methods.map((text) => ({ severity: 'info' as const, text })),
  ]);
}

interface Row {
  of: Told;
  period: SpentPeriod;
  objectiveRatio: number;
}

/** Which months kept the objective, as the frame that core/frame/complianceTable describes. */
export function complianceFrame(refId: string, all: readonly Spent[]): DataFrame {
  const rows = all
    .flatMap((of): Row[] => {
      const objectiveRatio = of.slo.objectiveRatio;
      return of.state === 'ok' && objectiveRatio !== null
        ? sinceData(of.periods).map((period) => ({ of, period, objectiveRatio }))
        : [];
    })
    .sort((a, b) => b.period.startSeconds - a.period.startSeconds);
  const objectives = rows.map(({ objectiveRatio }) => objectiveRatio);
  const ratio = ({ period }: Row, of: (errorRatio: number) => number) =>
    period.errorRatio.value === null ? null : of(period.errorRatio.value);
  const events = (row: Row, part: 'bad' | 'total') => (row.of.weighs === 'events' ? row.period[part] : null);
  return createDataFrame({
    refId,
    name: 'compliance',
    meta: {
      custom: { schema: COMPLIANCE_TABLE_SCHEMA, version: COMPLIANCE_TABLE_VERSION },
      preferredVisualisationType: 'table',
      notices: noticesOf(all),
    },
    fields: [
      field('month', ({ period }) => period.startSeconds * 1000, rows),
      field('service', ({ of }) => of.slo.service, rows),
      field('slo', ({ of }) => of.slo.name, rows),
      field('compliance', ({ period, objectiveRatio }) => complianceOf(period, objectiveRatio), rows, {
        mappings: [wordMappings(COMPLIANCES, complianceWord, COMPLIANCE_COLORS)],
      }),
      field('running', ({ period }) => period.running, rows, { mappings: [runningMapping()] }),
      field('sli', (row) => ratio(row, (errorRatio) => 1 - errorRatio), rows, { decimals: sliDecimals(objectives) }),
      field('objective', ({ objectiveRatio }) => objectiveRatio, rows, { decimals: objectiveDecimals(objectives) }),
      field(
        'budgetRemaining',
        (row) => ratio(row, (errorRatio) => budgetRemainingRatio(errorRatio, row.objectiveRatio)),
        rows
      ),
      field('bad', (row) => events(row, 'bad'), rows),
      field('total', (row) => events(row, 'total'), rows),
      field('coverage', ({ period }) => coverageOf(period), rows),
      field('method', ({ of }) => weighsWords(of.weighs), rows),
      field('upstream', ({ of }) => of.slo.upstream.name, rows),
      field('labels', ({ of }) => of.slo.labels, rows),
      field('id', ({ of }) => of.slo.id, rows),
    ],
  });
}

/** Months before the first sample are no months of the SLO. */
function sinceData(periods: readonly SpentPeriod[]): readonly SpentPeriod[] {
  const first = periods.findIndex(({ errorRatio }) => errorRatio.state !== 'noData');
  return first < 0 ? periods.slice(-1) : periods.slice(first);
}

function coverageOf({ errorRatio: { state, coverageRatio } }: SpentPeriod): number {
  return coverageRatio ?? (state === 'noData' ? 0 : 1);
}

function field<T>(
  name: ComplianceFieldName,
  value: (row: Row) => T,
  rows: readonly Row[],
  config: Field['config'] = {}
) {
  const { type, unit }: ComplianceFieldSpec = COMPLIANCE_TABLE_FIELDS[name];
  return {
    name,
    type: FIELD_TYPES[type],
    config: {
      displayNameFromDS: complianceFieldWords(name),
      ...(unit === undefined ? {} : { unit }),
      ...config,
      ...(TECHNICAL.has(name) ? { custom: { hideFrom: { viz: true } } } : {}),
    },
    values: rows.map(value),
  };
}

const COMPLIANCE_COLORS: Record<Compliance, string> = {
  kept: 'green',
  missed: 'semi-dark-red',
  unknown: 'semi-dark-purple',
};

function runningMapping(): ValueMapping {
  const options = {
    true: { text: runningWord(true), index: 0 },
    false: { text: runningWord(false), index: 1 },
  };
  return { type: MappingType.ValueToText, options };
}

/** For links and other panels, and for nobody to read. */
const TECHNICAL: ReadonlySet<ComplianceFieldName> = new Set(['labels', 'id']);
