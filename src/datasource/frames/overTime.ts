import { createDataFrame, FieldType, type DataFrame, type Field, type QueryResultMetaNotice } from '@grafana/data';
import { t } from '@grafana/i18n';
import type { SlotCount } from '../../core/budget/slots';
import type { GroupsOverTime } from '../../core/query/overTime/groups';
import type { OverTime } from '../../core/query/overTime/judge';
import type { Stretch } from '../../core/query/slots/stretch';
import type { Slo } from '../../core/slo/slo';
import { formatDuration } from '../../core/window/duration';
import { PLAIN_TEXT } from '../../shared/plainText';
import { groupsLeftOutWords, weighsWords, withoutLabelWords } from '../overTimeWords';
import { absenceNotices } from './absences';
import { lineDecimals, objectiveDecimals } from './fields';
import { nameAmong } from './names';

type Told = Extract<OverTime, { state: 'ok' }>;

/** A line that is there to be compared with. */
export const REFERENCE_LINE = { lineStyle: { fill: 'dash', dash: [4, 6] }, lineWidth: 1, fillOpacity: 0 };

/** More than all cannot be good: the axis ends there unless the data does not. */
const SHARE = { unit: 'percentunit', custom: { axisSoftMax: 1 } };

/** Share of good events of every slot, with the objective beside it: one frame per SLO. */
export function sliFrames(refId: string, all: readonly OverTime[]): DataFrame[] {
  return framesOf(refId, all, ({ slo, slots }, name, labels) => {
    const values = slots.map(sliOf);
    const decimals = lineDecimals(slo.objectiveRatio, values);
    return [
      { name: 'sli', labels, config: { ...SHARE, decimals, displayNameFromDS: name }, values },
      {
        name: 'objective',
        labels,
        config: {
          unit: 'percentunit',
          decimals: objectiveDecimals([slo.objectiveRatio]),
          displayNameFromDS: t('datasource.sli.objective', '{{slo}}: objective', { ...PLAIN_TEXT, slo: name }),
          custom: { ...SHARE.custom, ...REFERENCE_LINE },
        },
        values: slots.map(() => slo.objectiveRatio),
      },
    ];
  });
}

/** Share of good events of every slot of every group: a frame per SLO and group, and the objective of each SLO. */
export function groupFrames(refId: string, label: string, all: readonly GroupsOverTime[]): DataFrame[] {
  const slos = all.map(({ slo }) => slo);
  const told = all.flatMap((one) => (one.state === 'ok' ? [one] : []));
  const frames = told.flatMap(({ slo, stretch, groups }) => {
    const name = nameAmong(slo, slos);
    const named = (text: string) => (all.length === 1 ? text : `${name}: ${text}`);
    const times = timesOf(stretch);
    const decimals = lineDecimals(
      slo.objectiveRatio,
      groups.flatMap(({ slots }) => slots.map(sliOf))
    );
    const frame = (field: NumberField) =>
      createDataFrame({
        refId,
        name: field.config.displayNameFromDS,
        fields: [
          { name: 'time', type: FieldType.time, config: {}, values: times },
          { ...field, type: FieldType.number },
        ],
      });
    return [
      ...groups.map(({ value, slots }) =>
        frame({
          name: 'sli',
          labels: { ...labelsOf(slo), [label]: value },
          config: {
            ...SHARE,
            decimals,
            displayNameFromDS: named(value === '' ? withoutLabelWords(label) : value),
          },
          values: slots.map(sliOf),
        })
      ),
      frame({
        name: 'objective',
        labels: labelsOf(slo),
        config: {
          unit: 'percentunit',
          decimals: objectiveDecimals([slo.objectiveRatio]),
          displayNameFromDS: named(t('datasource.sli.objective-alone', 'objective')),
          custom: { ...SHARE.custom, ...REFERENCE_LINE },
        },
        values: times.map(() => slo.objectiveRatio),
      }),
    ];
  });
  const leftOut = told.filter((one) => one.leftOut > 0);
  return withNotices(refId, frames, [
    ...absenceNotices(all.map((one) => ({ slo: one.slo, absence: one.state === 'absent' ? one.absence : null }))),
    ...leftOut.map((one) => ({
      severity: 'warning' as const,
      text: groupsLeftOutWords(nameAmong(one.slo, slos), label, one.leftOut),
    })),
  ]);
}

function sliOf(slot: SlotCount | null): number | null {
  return slot === null || slot.total <= 0 ? null : 1 - slot.bad / slot.total;
}

/** A slot is told at its end, as Prometheus tells a rate at the end of its range; in epoch milliseconds. */
function timesOf({ startSeconds, slotSeconds, slots }: Stretch): number[] {
  return Array.from({ length: slots }, (_, index) => (startSeconds + (index + 1) * slotSeconds) * 1000);
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
    return createDataFrame({
      refId,
      name,
      fields: [
        { name: 'time', type: FieldType.time, config: {}, values: timesOf(stretch) },
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
