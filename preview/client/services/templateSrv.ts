import { type ScopedVars, type TypedVariableModel } from '@grafana/data';
import { type TemplateSrv } from '@grafana/runtime';
import { MultiValueVariable, sceneGraph, type SceneObject, SceneTimeRange } from '@grafana/scenes';

const NO_SCENE = new SceneTimeRange({});

/** The scene on the page, as scenes itself announces it. */
export function activeScene(): SceneObject | undefined {
  return (window as unknown as { __grafanaSceneContext?: SceneObject }).__grafanaSceneContext;
}

function sceneOf(scopedVars: ScopedVars | undefined): SceneObject {
  const scoped = scopedVars?.__sceneObject?.value as { valueOf(): SceneObject } | undefined;
  return scoped?.valueOf() ?? activeScene() ?? NO_SCENE;
}

export const templateSrv: TemplateSrv = {
  replace: (target = '', scopedVars, format) =>
    sceneGraph.interpolate(
      sceneOf(scopedVars),
      target,
      scopedVars,
      format as Parameters<typeof sceneGraph.interpolate>[3]
    ),
  getVariables: () =>
    sceneGraph.getVariables(sceneOf(undefined)).state.variables.map((variable) => {
      const { name, label, type } = variable.state;
      const multi = variable instanceof MultiValueVariable ? variable.state : undefined;
      return {
        id: name,
        name,
        label: label ?? null,
        type,
        multi: multi?.isMulti ?? false,
        includeAll: multi?.includeAll ?? false,
        current: { value: variable.getValue(), text: multi?.text ?? String(variable.getValue()) },
      } as unknown as TypedVariableModel;
    }),
  containsTemplate: (target) => /\$\w+|\$\{\w+|\[\[\w+/.test(target ?? ''),
  updateTimeRange: () => undefined,
};
