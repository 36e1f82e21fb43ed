import { createDataFrame, MappingType, type DataFrame, type Field, type ValueMapping } from '@grafana/data';
import type { RollUp } from '../../core/budget/rollUp';
import { STATUSES } from '../../core/budget/status';
import {
  ROLL_UP_FIELDS,
  ROLL_UP_SCHEMA,
  ROLL_UP_VERSION,
  type RollUpFieldName,
  type RollUpFieldSpec,
} from '../../core/frame/rollUpTable';
import type { RowMember } from '../../core/query/slos/rollUpMember';
import { noGroupWords, noSliWords } from '../../shared/groupWords';
import { rollUpHeading } from '../rollUpWords';
import { toolWord } from '../toolWords';
import { FIELD_TYPES } from './fields';
import { nameAmong } from './names';
import { statusMappings } from './wordMappings';

type Group = RollUp<RowMember>;

/** The groups as the frame that core/frame/rollUpTable describes. @param groupBy the label whose values they are */
export function rollUpFrame(refId: string, groupBy: string, groups: readonly Group[]): DataFrame {
  const slos = groups.flatMap(({ members }) => members.map(({ row }) => row.slo));
  const nameOf = (member: RowMember | null) => (member ? nameAmong(member.row.slo, slos) : '');
  const field = <T>(
    name: RollUpFieldName,
    value: (group: Group) => T,
    config: Field['config'] = {}
  ): Pick<Field<T>, 'name' | 'type' | 'config' | 'values'> => {
    const { type, unit }: RollUpFieldSpec = ROLL_UP_FIELDS[name];
    return {
      name,
      type: FIELD_TYPES[type],
      config: {
        ...config,
        displayNameFromDS: rollUpHeading(name, groupBy),
        ...(unit === undefined ? {} : { unit }),
        custom: { role: name },
      },
      values: groups.map(value),
    };
  };
  return createDataFrame({
    refId,
    name: 'groups',
    meta: {
      custom: { schema: ROLL_UP_SCHEMA, version: ROLL_UP_VERSION, groupBy },
      preferredVisualisationType: 'table',
    },
    fields: [
      field('group', ({ name }) => name, { mappings: groupMappings(groupBy, groups) }),
      field('status', ({ status }) => status, { mappings: statusMappings() }),
      field('worstSlo', ({ members: [worst] }) => nameOf(worst)),
      field('slos', ({ members }) => members.length),
      ...STATUSES.map((status) => field(status, ({ counts }) => counts[status])),
      field('budgetsAtRisk', ({ budgetsAtRisk }) => budgetsAtRisk),
      field('budgetsUnknown', ({ budgetsUnknown }) => budgetsUnknown),
      field('leastBudget', ({ budgetRemaining }) => budgetRemaining.value),
      field('leastBudgetSlo', ({ leastBudget }) => nameOf(leastBudget)),
      field('burnRate', ({ burnRate }) => burnRate),
      field('exhaustion', ({ exhaustionSeconds }) => (exhaustionSeconds === Infinity ? null : exhaustionSeconds)),
      field('sli', ({ sli }) => (sli.state === 'known' ? sli.ratio : null)),
      field('sliReason', ({ sli, members }) => (sli.state === 'known' ? '' : noSliWords(sli.reason, members.length))),
      field('badEvents', ({ badEvents }) => badEvents),
      field('totalEvents', ({ totalEvents }) => totalEvents),
      field('countedSlos', ({ countedSlos }) => countedSlos),
      field('badShare', ({ badShare }) => badShare),
      field('trafficShare', ({ trafficShare }) => trafficShare),
      field('filter', ({ name }) => filterText(groupBy, name)),
    ],
  });
}

/** So that Grafana's own table has a word for what is empty, and those of the tools. */
function groupMappings(groupBy: string, groups: readonly Group[]): ValueMapping[] {
  const words = groups.flatMap(({ name, members: [{ row }] }) =>
    name === '' ? [[name, noGroupWords()]] : groupBy === 'tool' ? [[name, toolWord(row.slo.tool)]] : []
  );
  const options = Object.fromEntries(words.map(([value, text], index) => [value, { text, index }]));
  return [{ type: MappingType.ValueToText, options }];
}

/** A filter of an ad-hoc variable as Grafana has it in addresses; one without a value would be dropped there. */
function filterText(label: string, value: string): string {
  const parts = value === '' ? [label, '=~', '^$'] : [label, '=', value];
  return parts.map(escaped).join('|');
}

function escaped(part: string): string {
  return part.replaceAll('|', '__gfp__').replaceAll(',', '__gfc__').replaceAll('#', '__gfh__');
}
