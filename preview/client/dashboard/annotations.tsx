import React from 'react';
import { type AnnotationQuery, LoadingState } from '@grafana/schema';
import {
  ControlsLabel,
  dataLayers,
  SceneDataLayerSet,
  type SceneDataLayerProvider,
  sceneGraph,
  SceneObjectBase,
  type SceneComponentProps,
} from '@grafana/scenes';

/** Each annotation query of a dashboard is a layer of its own. */
export function annotationLayers(queries: AnnotationQuery[] = []): SceneDataLayerSet {
  const layers = queries.map((query, index) => {
    const { name, enable, hide } = query;
    const key = `annotations-${index}`;
    return new dataLayers.AnnotationsDataLayer({ key, query, name, isEnabled: enable, isHidden: hide === true });
  });
  return new SceneDataLayerSet({ layers });
}

/** A switch for each layer of a dashboard; that of scenes itself takes a set for a single one. */
export class AnnotationControls extends SceneObjectBase {
  static Component = ({ model }: SceneComponentProps<AnnotationControls>) =>
    sceneGraph
      .getDataLayers(model)
      .flatMap((set) => (set instanceof SceneDataLayerSet ? set.state.layers : []))
      .map((layer) => <Control key={layer.state.key} layer={layer} />);
}

function Control({ layer }: { layer: SceneDataLayerProvider }) {
  const { key, name, data, isHidden } = layer.useState();
  return isHidden ? null : (
    <div style={{ display: 'flex' }}>
      <ControlsLabel
        htmlFor={`data-layer-${key}`}
        label={name}
        isLoading={data?.state === LoadingState.Loading}
        onCancel={() => layer.cancelQuery?.()}
        error={data?.errors?.[0]?.message}
      />
      <layer.Component model={layer} />
    </div>
  );
}
