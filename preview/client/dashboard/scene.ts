import { CoreApp } from '@grafana/data';
import { type DashboardCursorSync } from '@grafana/schema';
import {
  behaviors,
  EmbeddedScene,
  SceneControlsSpacer,
  SceneGridItem,
  SceneGridLayout,
  type SceneObject,
  SceneQueryRunner,
  SceneRefreshPicker,
  SceneTimePicker,
  SceneTimeRange,
  SceneVariableSet,
  VariableValueSelectors,
  VizPanel,
} from '@grafana/scenes';
import { AnnotationControls, annotationLayers } from './annotations';
import { type DashboardModel, type PanelModel } from './model';
import { PanelNotices } from './PanelNotices';
import { defined, sceneVariable } from './variables';

/** Tells data sources that a dashboard asks, as Grafana's own dashboards do. */
class DashboardRoot extends EmbeddedScene {
  enrichDataRequest(): Record<string, unknown> {
    return { app: CoreApp.Dashboard };
  }
}

function gridItem(panel: PanelModel): SceneGridItem {
  const { id, targets = [], datasource, maxDataPoints, interval, title = '', description, timeFrom } = panel;
  const runner = new SceneQueryRunner(
    defined({ queries: targets, datasource, maxDataPoints, minInterval: interval || undefined })
  );
  const body = new VizPanel(
    defined({
      key: `panel-${id}`,
      pluginId: panel.type,
      title,
      description,
      options: panel.options ?? {},
      fieldConfig: panel.fieldConfig ?? { defaults: {}, overrides: [] },
      hoverHeader: !title,
      titleItems: new PanelNotices({}),
      $timeRange: timeFrom ? new SceneTimeRange({ from: `now-${timeFrom}`, to: 'now' }) : undefined,
      $data: targets.length > 0 ? runner : undefined,
    })
  );
  const { x, y, w, h } = panel.gridPos;
  return new SceneGridItem({ key: `item-${id}`, x, y, width: w, height: h, body });
}

export function dashboardScene(dashboard: DashboardModel): EmbeddedScene {
  const { time, timezone, refresh = '', graphTooltip = 0, panels = [], templating, annotations } = dashboard;
  const root = new DashboardRoot({
    $timeRange: new SceneTimeRange(defined({ from: time?.from, to: time?.to, timeZone: timezone || undefined })),
    $variables: new SceneVariableSet({ variables: (templating?.list ?? []).flatMap(sceneVariable) }),
    $data: annotationLayers(annotations?.list),
    $behaviors: [
      new behaviors.CursorSync({ sync: graphTooltip as DashboardCursorSync }),
      new behaviors.SceneQueryController(),
    ],
    controls: [
      new VariableValueSelectors({}),
      new AnnotationControls({}),
      new SceneControlsSpacer(),
      new SceneTimePicker({ isOnCanvas: true }),
      new SceneRefreshPicker({ isOnCanvas: true, refresh }),
    ],
    body: new SceneGridLayout({ isDraggable: false, isLazy: true, children: panels.map(gridItem) }),
  });
  return root as SceneObject as EmbeddedScene;
}
