import React from 'react';
import {
  FieldColorModeId,
  type FieldConfigEditorBuilder,
  identityOverrideProcessor,
  PanelPlugin,
  type PanelPluginMeta,
} from '@grafana/data';
import { BarGaugePanel } from './BarGaugePanel';
import { StatPanel } from './StatPanel';
import { TablePanel, TextPanel } from './TableAndText';
import { TimeSeriesPanel } from './TimeSeriesPanel';

type Defaults = Record<string, unknown>;

/** Dashboards rely on a panel's defaults, which in Grafana come from its option builders. */
function withDefaults(panel: unknown, defaults: Defaults): PanelPlugin {
  const plugin = new PanelPlugin(panel as ConstructorParameters<typeof PanelPlugin>[0]);
  return plugin.setPanelOptions((builder) => {
    for (const [path, defaultValue] of Object.entries(defaults)) {
      builder.addCustomEditor({ id: path, path, name: path, editor: () => null, defaultValue });
    }
  });
}

/** Custom field settings have to be registered with their defaults, or dashboards cannot set them. */
function customFields(defaults: Defaults) {
  return <T,>(builder: FieldConfigEditorBuilder<T>) => {
    for (const [path, defaultValue] of Object.entries(defaults)) {
      builder.addCustomEditor({
        id: path,
        path: path as never,
        name: path,
        editor: () => null,
        override: () => null,
        process: identityOverrideProcessor,
        shouldApply: () => true,
        settings: {},
        defaultValue: defaultValue as never,
      });
    }
  };
}

const VISIBLE = { tooltip: false, viz: false, legend: false };

const STAND_INS: Record<string, () => PanelPlugin> = {
  timeseries: () =>
    withDefaults(TimeSeriesPanel, {
      legend: { showLegend: true, displayMode: 'list', placement: 'bottom', calcs: [] },
      tooltip: { mode: 'single', sort: 'none' },
    })
      .setDataSupport({ annotations: true })
      .useFieldConfig({
        standardOptions: { color: { defaultValue: { mode: FieldColorModeId.PaletteClassic }, settings: {} } } as never,
        useCustomConfig: customFields({
          drawStyle: 'line',
          lineInterpolation: 'linear',
          lineWidth: 1,
          lineStyle: { fill: 'solid' },
          fillOpacity: 0,
          gradientMode: 'none',
          spanNulls: false,
          showPoints: 'auto',
          pointSize: 5,
          stacking: { mode: 'none', group: 'A' },
          axisPlacement: 'auto',
          axisLabel: '',
          scaleDistribution: { type: 'linear' },
          hideFrom: VISIBLE,
          thresholdsStyle: { mode: 'off' },
        }),
      }),
  stat: () =>
    withDefaults(StatPanel, {
      reduceOptions: { values: false, calcs: ['lastNotNull'], fields: '' },
      orientation: 'auto',
      colorMode: 'value',
      graphMode: 'area',
      justifyMode: 'auto',
      textMode: 'auto',
      wideLayout: true,
    }).useFieldConfig(),
  bargauge: () =>
    withDefaults(BarGaugePanel, {
      reduceOptions: { values: false, calcs: ['lastNotNull'], fields: '' },
      orientation: 'auto',
      displayMode: 'gradient',
      valueMode: 'color',
      showUnfilled: true,
      namePlacement: 'auto',
      minVizHeight: 16,
    }).useFieldConfig(),
  table: () =>
    withDefaults(TablePanel, { showHeader: true, frameIndex: 0 }).useFieldConfig({
      useCustomConfig: customFields({
        align: 'auto',
        cellOptions: { type: 'auto' },
        inspect: false,
        width: undefined,
        minWidth: undefined,
        wrapText: undefined,
        wrapHeaderText: undefined,
        'hideFrom.viz': undefined,
      }),
    }),
  text: () => withDefaults(TextPanel, { mode: 'markdown', content: '' }),
};

/** A panel that only says why there is no other one in its place. */
export function messagePanel(id: string, title: string, detail: string): PanelPlugin {
  const plugin = new PanelPlugin(() => (
    <div role="alert" style={{ height: '100%', overflow: 'auto', textAlign: 'center', overflowWrap: 'anywhere' }}>
      <strong>{title}</strong>
      <p>{detail}</p>
    </div>
  ));
  plugin.meta = { id, name: id, info: { version: '' } } as unknown as PanelPluginMeta;
  return plugin;
}

export function standInPanel(id: string, meta: PanelPluginMeta | undefined): PanelPlugin {
  const plugin = STAND_INS[id]?.();
  if (!plugin || !meta) {
    return messagePanel(id, 'This core panel is not available in the preview', `Panel type: ${id}`);
  }
  plugin.meta = meta;
  return plugin;
}
