import {
  createDataFrame,
  MappingType,
  type DataFrame,
  type Field,
  type QueryResultMetaNotice,
  type ValueMapping,
} from '@grafana/data';
import {
  BREAKDOWN_FIELDS,
  BREAKDOWN_SCHEMA,
  BREAKDOWN_VERSION,
  type BreakdownFieldName,
  type BreakdownFieldSpec,
} from '../../core/frame/breakdownTable';
import { TELLING_LABELS } from '../../core/query/events/groupCounts';
import type { GroupOfEvents, SloBreakdown } from '../../core/query/breakdown/breakdown';
import { withoutLabelWords } from '../overTimeWords';
import { moreGroupsWords, nothingTellsWords, breakdownHeading, standsOutWords } from '../breakdownWords';
import { absenceNotices } from './absences';
import { FIELD_TYPES } from './fields';
import { nameAmong } from './names';

type Found = Extract<SloBreakdown, { state: 'ok' }>;

interface Row {
  of: Found;
  group: GroupOfEvents;
}

/** The breakdowns as the frame that core/frame/breakdownTable describes. */
export function breakdownFrame(refId: string, all: readonly SloBreakdown[]): DataFrame {
  const rows = all.flatMap((of): Row[] => (of.state === 'ok' ? of.groups.map((group) => ({ of, group })) : []));
  return createDataFrame({
    refId,
    name: 'breakdown',
    meta: {
      custom: { schema: BREAKDOWN_SCHEMA, version: BREAKDOWN_VERSION },
      preferredVisualisationType: 'table',
      notices: noticesOf(all),
    },
    fields: [
      field('service', ({ of }) => of.slo.service, rows),
      field('slo', ({ of }) => of.slo.name, rows),
      field('label', ({ group }) => group.label, rows),
      field('group', ({ group }) => group.value || withoutLabelWords(group.label), rows),
      field('standsOut', ({ group }) => group.standsOut, rows, { mappings: standsOutMappings() }),
      field('badShare', ({ group }) => group.badRatio, rows),
      field('trafficShare', ({ group }) => group.trafficRatio, rows),
      field('sli', ({ group: { bad, total } }) => (total > 0 ? 1 - bad / total : null), rows),
      field('bad', ({ group }) => group.bad, rows),
      field('total', ({ group }) => group.total, rows),
      field('upstream', ({ of }) => of.slo.upstream.name, rows),
      field('labels', ({ of }) => of.slo.labels, rows),
      field('id', ({ of }) => of.slo.id, rows),
    ],
  });
}

function noticesOf(all: readonly SloBreakdown[]): QueryResultMetaNotice[] {
  const slos = all.map(({ slo }) => slo);
  const texts = all.flatMap((one) => {
    if (one.state !== 'ok') {
      return [];
    }
    const name = nameAmong(one.slo, slos);
    return [
      ...(one.groups.length === 0 ? [nothingTellsWords(name, TELLING_LABELS)] : []),
      ...(one.leftOut > 0 ? [moreGroupsWords(name, one.leftOut)] : []),
    ];
  });
  return [
    ...absenceNotices(all.map((one) => ({ slo: one.slo, absence: one.state === 'absent' ? one.absence : null }))),
    ...texts.map((text): QueryResultMetaNotice => ({ severity: 'info', text })),
  ];
}

function field<T>(
  name: BreakdownFieldName,
  value: (row: Row) => T,
  rows: readonly Row[],
  config: Field['config'] = {}
): Pick<Field<T>, 'name' | 'type' | 'config' | 'values'> {
  const { type, unit }: BreakdownFieldSpec = BREAKDOWN_FIELDS[name];
  return {
    name,
    type: FIELD_TYPES[type],
    config: { displayNameFromDS: breakdownHeading(name), ...(unit === undefined ? {} : { unit }), ...config },
    values: rows.map(value),
  };
}

function standsOutMappings(): ValueMapping[] {
  const options = {
    true: { text: standsOutWords(), color: 'semi-dark-red', index: 0 },
    false: { text: '—', color: 'text', index: 1 },
  };
  return [{ type: MappingType.ValueToText, options }];
}
