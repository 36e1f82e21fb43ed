import {
  AdHocFiltersVariable,
  CustomVariable,
  DataSourceVariable,
  QueryVariable,
  type SceneVariable,
  TextBoxVariable,
} from '@grafana/scenes';
import { type VariableModel } from './model';

/** Drops what the JSON leaves out, so that the variable's own defaults hold. */
export function defined<T extends object>(state: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(state).filter(([, value]) => value !== undefined)) as never;
}

/** A type that is not known here is left out; expressions that name it keep the name as it stands. */
export function sceneVariable(model: VariableModel): SceneVariable[] {
  const { name, label, hide, includeAll, allValue, current, datasource, regex, sort } = model;
  const common = {
    name,
    label: label || undefined,
    hide,
    isMulti: model.multi,
    includeAll,
    allValue,
    defaultToAll: includeAll === true && current?.value === undefined,
    value: current?.value,
    text: current?.text,
  };
  const query = model.query as string;
  switch (model.type) {
    case 'custom':
      return [new CustomVariable(defined({ ...common, query }))];
    case 'query':
      return [new QueryVariable(defined({ ...common, query, datasource, regex, sort, refresh: model.refresh || 1 }))];
    case 'datasource':
      return [new DataSourceVariable(defined({ ...common, pluginId: query, regex: regex ?? '' }))];
    case 'textbox':
      return [new TextBoxVariable(defined({ name, label: common.label, hide, value: query ?? '' }))];
    case 'adhoc':
      return [new AdHocFiltersVariable(defined({ name, label: common.label, hide, datasource, layout: 'combobox' }))];
    default:
      return [];
  }
}
