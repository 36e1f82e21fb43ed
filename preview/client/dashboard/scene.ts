import { CoreApp } from '@grafana/data';
import { type DashboardCursorSync } from '@grafana/schema';
import {
  behaviors,
  dataLayers,
  EmbeddedScene,
  SceneControlsSpacer,
  SceneDataLayerControls,
  SceneDataLayerSet,
  SceneDataTransformer,
  SceneGridItem,
  SceneGridLayout,
  SceneGridRow,
  type SceneObject,
  SceneQueryRunner,
  SceneRefreshPicker,
  SceneTimePicker,
  SceneTimeRange,
  SceneVariableSet,
  VariableValueSelectors,
  VizPanel,
} from '@grafana/scenes';
import { DashboardLinks } from './DashboardLinks';
import { type DashboardModel, type PanelModel } from './model';
import { PanelLinks } from './PanelLinks';
import { PanelTime } from './panelTime';
import { sceneVariable } from './variables';

const NO_POSITION = { x: 0, y: 0, w: 12, h: 8 };

/** Tells data sources which dashboard and panel a query belongs to, as Grafana's own dashboards do. */
class DashboardRoot extends EmbeddedScene {
  constructor(
    state: ConstructorParameters<typeof EmbeddedScene>[0],
    private readonly dashboard: DashboardModel
  ) {
    super(state);
  }

  enrichDataRequest(source: SceneObject): Record<string, unknown> {
    let panel: SceneObject | undefined = source;
    while (panel && !(panel instanceof VizPanel)) {
      panel = panel.parent;
    }
    return {
      app: CoreApp.Dashboard,
      dashboardUID: this.dashboard.uid,
      dashboardTitle: this.dashboard.title,
      ...(panel instanceof VizPanel
        ? { panelId: panel.getLegacyPanelId(), panelName: panel.state.title, panelPluginId: panel.state.pluginId }
        : {}),
    };
  }
}

function panelData(panel: PanelModel): SceneDataTransformer | undefined {
  if (!panel.targets?.length) {
    return undefined;
  }
  const runner = new SceneQueryRunner({
    queries: panel.targets,
    ...(panel.datasource ? { datasource: panel.datasource } : {}),
    ...(panel.maxDataPoints ? { maxDataPoints: panel.maxDataPoints } : {}),
    ...(panel.interval ? { minInterval: panel.interval } : {}),
    dataLayerFilter: { panelId: panel.id },
  });
  return new SceneDataTransformer({ $data: runner, transformations: panel.transformations ?? [] });
}

function vizPanel(panel: PanelModel): VizPanel {
  const $data = panelData(panel);
  const { timeFrom, timeShift, links = [] } = panel;
  const ownTime = timeFrom || timeShift;
  return new VizPanel({
    key: `panel-${panel.id}`,
    pluginId: panel.type,
    title: panel.title ?? '',
    options: panel.options ?? {},
    fieldConfig: panel.fieldConfig ?? { defaults: {}, overrides: [] },
    displayMode: panel.transparent ? 'transparent' : 'default',
    hoverHeader: !panel.title && !timeFrom,
    ...(panel.description ? { description: panel.description } : {}),
    ...(panel.pluginVersion ? { pluginVersion: panel.pluginVersion } : {}),
    ...(links.length > 0 ? { titleItems: [new PanelLinks({ links })] } : {}),
    ...($data ? { $data } : {}),
    ...(ownTime
      ? { $timeRange: new PanelTime({ ...(timeFrom ? { timeFrom } : {}), ...(timeShift ? { timeShift } : {}) }) }
      : {}),
  });
}

function gridItem(panel: PanelModel): SceneGridItem {
  const { x, y, w, h } = panel.gridPos ?? NO_POSITION;
  return new SceneGridItem({ key: `item-${panel.id}`, x, y, width: w, height: h, body: vizPanel(panel) });
}

/** An open row owns the panels up to the next row; a collapsed one carries its panels in itself. */
function gridChildren(panels: PanelModel[]): Array<SceneGridItem | SceneGridRow> {
  const children: Array<SceneGridItem | SceneGridRow> = [];
  let open: SceneGridRow | undefined;
  for (const panel of panels) {
    if (panel.type === 'row') {
      const row = new SceneGridRow({
        key: `row-${panel.id}`,
        title: panel.title ?? '',
        y: panel.gridPos?.y ?? 0,
        isCollapsed: panel.collapsed ?? false,
        isCollapsible: true,
        children: (panel.panels ?? []).map(gridItem),
      });
      children.push(row);
      open = panel.collapsed ? undefined : row;
    } else if (open) {
      open.setState({ children: [...open.state.children, gridItem(panel)] });
    } else {
      children.push(gridItem(panel));
    }
  }
  return children;
}

function annotationLayers({ annotations }: DashboardModel) {
  return (annotations?.list ?? [])
    .filter((query) => !query.builtIn)
    .map((query) => {
      const state = { key: `annotations-${query.name}`, name: query.name, query, isEnabled: Boolean(query.enable) };
      return new dataLayers.AnnotationsDataLayer({ ...state, isHidden: Boolean(query.hide) });
    });
}

export function dashboardScene(dashboard: DashboardModel): EmbeddedScene {
  const { time, timezone, timepicker, refresh, links = [] } = dashboard;
  const layers = annotationLayers(dashboard);
  const state = {
    $timeRange: new SceneTimeRange({
      from: time?.from ?? 'now-6h',
      to: time?.to ?? 'now',
      ...(timezone ? { timeZone: timezone } : {}),
    }),
    $variables: new SceneVariableSet({ variables: (dashboard.templating?.list ?? []).flatMap(sceneVariable) }),
    $data: new SceneDataLayerSet({ name: layers.map(({ state }) => state.name).join(', '), layers }),
    $behaviors: [
      new behaviors.CursorSync({ sync: (dashboard.graphTooltip ?? 0) as DashboardCursorSync }),
      new behaviors.SceneQueryController(),
    ],
    controls: [
      new VariableValueSelectors({}),
      ...(layers.length > 0 ? [new SceneDataLayerControls()] : []),
      ...(links.length > 0 ? [new DashboardLinks({ links })] : []),
      new SceneControlsSpacer(),
      ...(timepicker?.hidden
        ? []
        : [
            new SceneTimePicker({ isOnCanvas: true }),
            new SceneRefreshPicker({
              isOnCanvas: true,
              refresh: typeof refresh === 'string' ? refresh : '',
              ...(timepicker?.refresh_intervals ? { intervals: timepicker.refresh_intervals } : {}),
            }),
          ]),
    ],
    body: new SceneGridLayout({ isDraggable: false, isLazy: true, children: gridChildren(dashboard.panels ?? []) }),
  };
  return new DashboardRoot(state, dashboard) as SceneObject as EmbeddedScene;
}
