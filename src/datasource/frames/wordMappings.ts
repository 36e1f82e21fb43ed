import { MappingType, type ValueMapping } from '@grafana/data';
import { STATUSES, type Status } from '../../core/budget/status';
import { statusWord } from '../../shared/statusWord';

/** So that Grafana's own table shows words and colours where it shows our frame. */
export function statusMappings(): ValueMapping[] {
  const colors: Record<Status, string> = {
    burning: 'semi-dark-red',
    blind: 'semi-dark-purple',
    breached: 'dark-orange',
    smouldering: 'orange',
    atRisk: 'yellow',
    noTraffic: 'text',
    healthy: 'green',
  };
  return [wordMappings(STATUSES, statusWord, colors)];
}

/** Words and colours of the values of a field, in the order of severity. */
export function wordMappings<T extends string>(
  values: readonly T[],
  word: (value: T) => string,
  colors: Record<T, string>
): ValueMapping {
  const options = values.map((value, index) => [value, { text: word(value), color: colors[value], index }] as const);
  return { type: MappingType.ValueToText, options: Object.fromEntries(options) };
}
