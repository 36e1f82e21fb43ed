import { type ScopedVars, type TypedVariableModel } from '@grafana/data';
import { type TemplateSrv } from '@grafana/runtime';
import { sceneGraph, type SceneObject, SceneTimeRange } from '@grafana/scenes';

type Format = Parameters<typeof sceneGraph.interpolate>[3];

const NO_SCENE = new SceneTimeRange({});

/** The scene a value belongs to, else the one on the page, as scenes itself announces it. */
export function currentScene(scopedVars?: ScopedVars): SceneObject {
  const scoped = scopedVars?.__sceneObject?.value as { valueOf(): SceneObject } | undefined;
  const { __grafanaSceneContext } = window as unknown as { __grafanaSceneContext?: SceneObject };
  return scoped?.valueOf() ?? __grafanaSceneContext ?? NO_SCENE;
}

export const templateSrv: TemplateSrv = {
  replace: (target = '', scopedVars, format) =>
    sceneGraph.interpolate(currentScene(scopedVars), target, scopedVars, format as Format),
  getVariables: () =>
    sceneGraph.getVariables(currentScene()).state.variables.map(({ state }) => state as unknown as TypedVariableModel),
  containsTemplate: (target) => /\$\w+|\$\{\w+|\[\[\w+/.test(target ?? ''),
  updateTimeRange: () => undefined,
};
