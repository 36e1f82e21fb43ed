import { createDataFrame, FieldType, type DataFrame, type Field, type QueryResultMetaNotice } from '@grafana/data';
import { t } from '@grafana/i18n';
import type { SlotCount } from '../../core/budget/slots';
import type { OverTime } from '../../core/query/overTime/judge';
import type { Slo } from '../../core/slo/slo';
import { formatDuration } from '../../core/window/duration';
import { PLAIN_TEXT } from '../../shared/plainText';
import { weighsWords } from '../overTimeWords';
import { absenceNotices } from './absences';
import { nameAmong } from './names';

type Told = Extract<OverTime, { state: 'ok' }>;

/** A line that is there to be compared with. */
export const REFERENCE_LINE = { lineStyle: { fill: 'dash', dash: [4, 6] }, lineWidth: 1, fillOpacity: 0 };

/** Share of good events of every slot, with the objective beside it: one frame per SLO. */
export function sliFrames(refId: string, all: readonly OverTime[]): DataFrame[] {
  return framesOf(refId, all, ({ slo, slots }, name, labels) => [
    {
      name: 'sli',
      labels,
      config: { unit: 'percentunit', displayNameFromDS: name },
      values: slots.map((slot) => (slot === null || slot.total <= 0 ? null : 1 - slot.bad / slot.total)),
    },
    {
      name: 'objective',
      labels,
      config: {
        unit: 'percentunit',
        displayNameFromDS: t('datasource.sli.objective', '{{slo}}: objective', { ...PLAIN_TEXT, slo: name }),
        custom: REFERENCE_LINE,
      },
      values: slots.map(() => slo.objectiveRatio),
    },
  ]);
}

/** Good and bad events of every slot; one frame per SLO whose events are known. */
export function eventsFrames(refId: string, all: readonly OverTime[]): DataFrame[] {
  const counted = all.map((one): OverTime =>
    one.state === 'ok' && one.weighs === 'slots'
      ? { state: 'absent', slo: one.slo, absence: { kind: 'eventsUnknown' } }
      : one
  );
  return framesOf(refId, counted, ({ slots }, name, labels) => {
    const field = (part: 'good' | 'bad' | 'total', displayName: string, value: (slot: SlotCount) => number) => ({
      name: part,
      labels,
      config: { unit: 'short', displayNameFromDS: displayName },
      values: slots.map((slot) => (slot === null ? null : value(slot))),
    });
    const values = { ...PLAIN_TEXT, slo: name };
    return [
      field('good', t('datasource.events.good', '{{slo}}: good', values), ({ bad, total }) => total - bad),
      field('bad', t('datasource.events.bad', '{{slo}}: bad', values), ({ bad }) => bad),
      field('total', t('datasource.events.total', '{{slo}}: all', values), ({ total }) => total),
    ];
  });
}

type NumberField = Pick<Field<number | null>, 'name' | 'labels' | 'config' | 'values'>;

function framesOf(
  refId: string,
  all: readonly OverTime[],
  fieldsOf: (told: Told, name: string, labels: Record<string, string>) => NumberField[]
): DataFrame[] {
  const slos = all.map(({ slo }) => slo);
  const told = all.flatMap((one) => (one.state === 'ok' ? [one] : []));
  const frames = told.map((one) => {
    const { slo, stretch } = one;
    const name = nameAmong(slo, slos);
    // A slot is told at its end, as Prometheus tells a rate at the end of its range.
    const times = one.slots.map((_, index) => (stretch.startSeconds + (index + 1) * stretch.slotSeconds) * 1000);
    return createDataFrame({
      refId,
      name,
      fields: [
        { name: 'time', type: FieldType.time, config: {}, values: times },
        ...fieldsOf(one, name, labelsOf(slo)).map((field) => ({ ...field, type: FieldType.number })),
      ],
    });
  });
  return withNotices(refId, frames, [
    ...absenceNotices(all.map((one) => ({ slo: one.slo, absence: one.state === 'absent' ? one.absence : null }))),
    ...methodNotices(told),
  ]);
}

export function labelsOf(slo: Slo): Record<string, string> {
  return { ...slo.labels, service: slo.service, slo: slo.name };
}

/** What is said of all frames alike stands on the first; where there is none, on an empty one. */
export function withNotices(refId: string, frames: DataFrame[], notices: QueryResultMetaNotice[]): DataFrame[] {
  const [first = createDataFrame({ refId, fields: [] }), ...others] = frames;
  return frames.length === 0 && notices.length === 0 ? [] : [{ ...first, meta: { ...first.meta, notices } }, ...others];
}

function methodNotices(told: readonly Told[]): QueryResultMetaNotice[] {
  const texts = told.map(({ weighs, stretch }) =>
    t('datasource.over-time.slot', 'Each point tells the {{length}} before it. {{method}}', {
      ...PLAIN_TEXT,
      length: formatDuration(stretch.slotSeconds),
      method: weighsWords(weighs),
    })
  );
  return [...new Set(texts)].map((text) => ({ severity: 'info', text }));
}
