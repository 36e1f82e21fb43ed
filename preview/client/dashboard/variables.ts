import {
  AdHocFiltersVariable,
  ConstantVariable,
  CustomVariable,
  DataSourceVariable,
  IntervalVariable,
  QueryVariable,
  type SceneVariable,
  TextBoxVariable,
} from '@grafana/scenes';
import { type VariableModel } from './model';

/** Drops what the JSON leaves out, so that the variable's own defaults hold. */
function defined<T extends object>(state: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(state).filter(([, value]) => value !== undefined)) as never;
}

function textQuery(model: VariableModel): string {
  return typeof model.query === 'string' ? model.query : '';
}

function multiState(model: VariableModel) {
  return {
    isMulti: model.multi,
    includeAll: model.includeAll,
    allValue: model.allValue || undefined,
    defaultToAll: model.includeAll === true && model.current?.value === undefined,
    value: model.current?.value,
    text: model.current?.text,
  };
}

/** A type that is not known here is left out; expressions that name it keep the name as it stands. */
export function sceneVariable(model: VariableModel): SceneVariable[] {
  const { name, label, description, hide, skipUrlSync } = model;
  const common = { name, label: label || undefined, description: description || undefined, hide, skipUrlSync };
  switch (model.type) {
    case 'custom':
      return [new CustomVariable(defined({ ...common, ...multiState(model), query: textQuery(model) }))];
    case 'query':
      return [
        new QueryVariable(
          defined({
            ...common,
            ...multiState(model),
            query: model.query as string,
            datasource: model.datasource,
            regex: model.regex,
            sort: model.sort,
            refresh: model.refresh || 1,
          })
        ),
      ];
    case 'datasource':
      return [
        new DataSourceVariable(
          defined({ ...common, ...multiState(model), pluginId: textQuery(model), regex: model.regex ?? '' })
        ),
      ];
    case 'interval': {
      const intervals = textQuery(model)
        .split(',')
        .map((text) => text.trim())
        .filter((text) => text && text !== 'auto');
      const value = String(model.current?.value ?? intervals[0] ?? '');
      const autos = { autoEnabled: model.auto, autoMinInterval: model.auto_min, autoStepCount: model.auto_count };
      return [new IntervalVariable(defined({ ...common, ...autos, intervals, value }))];
    }
    case 'textbox':
      return [new TextBoxVariable(defined({ ...common, value: String(model.current?.value ?? textQuery(model)) }))];
    case 'constant':
      return [new ConstantVariable(defined({ ...common, value: textQuery(model) }))];
    case 'adhoc':
      return [
        new AdHocFiltersVariable(
          defined({
            ...common,
            datasource: model.datasource,
            filters: model.filters ?? [],
            baseFilters: model.baseFilters ?? [],
            applyMode: 'auto' as const,
            allowCustomValue: true,
          })
        ),
      ];
    default:
      return [];
  }
}
