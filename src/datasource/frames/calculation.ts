import { createDataFrame, type DataFrame } from '@grafana/data';
import {
  CALCULATION_FIELDS,
  CALCULATION_SCHEMA,
  CALCULATION_VERSION,
  type CalculationFieldName,
  type CalculationFieldSpec,
} from '../../core/frame/calculationTable';
import { calculationOf, type Step } from '../../core/query/calculation/steps';
import type { SloRow } from '../../core/query/slos/row';
import { formatDuration } from '../../core/window/duration';
import { calculationHeading, dataWords, formulaWords, howWords, quantityWords } from '../calculationWords';
import { calendarWords } from '../periodWords';
import { FIELD_TYPES } from './fields';
import { nameAmong } from './names';

interface Row {
  of: SloRow;
  step: Step;
}

/** How the numbers of rows are computed, as the frame that core/frame/calculationTable describes. */
export function calculationFrame(refId: string, all: readonly SloRow[]): DataFrame {
  const slos = all.map(({ slo }) => slo);
  const rows = all.flatMap((of) => calculationOf(of).map((step): Row => ({ of, step })));
  return createDataFrame({
    refId,
    name: 'calculation',
    meta: {
      custom: { schema: CALCULATION_SCHEMA, version: CALCULATION_VERSION },
      preferredVisualisationType: 'table',
    },
    fields: [
      field('slo', ({ of }) => nameAmong(of.slo, slos), rows),
      field('quantity', ({ step }) => quantityWords(step.quantity), rows),
      field('over', overWords, rows),
      field('formula', ({ step }) => formulaWords(step.formula), rows),
      field('numbers', ({ step }) => step.numbers, rows),
      field('result', ({ step }) => resultText(step), rows),
      field('value', ({ step }) => step.value, rows),
      field('data', ({ step }) => (step.measured ? dataWords(step.measured) : ''), rows),
      field('seen', ({ step }) => step.measured?.coverageRatio ?? null, rows),
      field('how', ({ step, of }) => howWords(step.quantity, of), rows),
      field('promql', ({ step }) => step.promql.join('\n'), rows),
      field('upstream', ({ of }) => of.slo.upstream.name, rows),
      field('id', ({ of }) => of.slo.id, rows),
    ],
  });
}

function overWords({ step: { windowSeconds, quantity }, of: { slo } }: Row): string {
  const { window } = slo;
  return windowSeconds === null
    ? ''
    : window.kind === 'calendar' && quantity !== 'burnRate'
      ? calendarWords(window)
      : formatDuration(windowSeconds);
}

/** With as many digits as tell whether a number is the result of its formula. */
function resultText({ quantity, value }: Step): string {
  return value === null
    ? ''
    : quantity === 'burnRate'
      ? `${Number(value.toPrecision(DIGITS))}x`
      : `${Number((100 * value).toPrecision(DIGITS))}%`;
}

const DIGITS = 6;

function field<T>(name: CalculationFieldName, value: (row: Row) => T, rows: readonly Row[]) {
  const { type, unit }: CalculationFieldSpec = CALCULATION_FIELDS[name];
  return {
    name,
    type: FIELD_TYPES[type],
    config: {
      displayNameFromDS: calculationHeading(name),
      ...(unit === undefined ? {} : { unit }),
      ...(TECHNICAL.has(name) ? { custom: { hideFrom: { viz: true } } } : {}),
    },
    values: rows.map(value),
  };
}

/** For links and other panels, and for nobody to read. */
const TECHNICAL: ReadonlySet<CalculationFieldName> = new Set(['value', 'id']);
