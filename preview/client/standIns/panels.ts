import { FieldColorModeId, PanelPlugin, type PanelPluginMeta } from '@grafana/data';
import { isCorePanel } from '../boot';
import { tableFields, timeSeriesFields } from './fieldConfig';
import { messagePanel } from './messagePanel';
import { TablePanel, TextPanel } from './TableAndText';
import { TimeSeriesPanel } from './TimeSeriesPanel';
import { BarGaugePanel, GaugePanel, StatPanel } from './ValuePanels';

const REDUCE = { values: false, calcs: ['lastNotNull'], fields: '' };

type AnyPanel = ConstructorParameters<typeof PanelPlugin>[0];

/** Dashboards rely on a panel's defaults, which in Grafana come from its option builders. */
function withDefaults(panel: unknown, defaults: Record<string, unknown>): PanelPlugin {
  const plugin = new PanelPlugin(panel as AnyPanel);
  return plugin.setPanelOptions((builder) => {
    for (const [path, defaultValue] of Object.entries(defaults)) {
      builder.addCustomEditor({ id: path, path, name: path, editor: () => null, defaultValue });
    }
  });
}

const VALUE_DEFAULTS = { reduceOptions: REDUCE, orientation: 'auto' };

const STAND_INS: Record<string, () => PanelPlugin> = {
  timeseries: () =>
    withDefaults(TimeSeriesPanel, {
      legend: { showLegend: true, displayMode: 'list', placement: 'bottom', calcs: [] },
      tooltip: { mode: 'single', sort: 'none' },
    }).useFieldConfig({
      standardOptions: { color: { defaultValue: { mode: FieldColorModeId.PaletteClassic }, settings: {} } } as never,
      useCustomConfig: timeSeriesFields,
    }),
  stat: () =>
    withDefaults(StatPanel, {
      ...VALUE_DEFAULTS,
      colorMode: 'value',
      graphMode: 'area',
      justifyMode: 'auto',
      textMode: 'auto',
      wideLayout: true,
    }).useFieldConfig(),
  bargauge: () =>
    withDefaults(BarGaugePanel, {
      ...VALUE_DEFAULTS,
      displayMode: 'gradient',
      valueMode: 'color',
      showUnfilled: true,
    }).useFieldConfig(),
  gauge: () => withDefaults(GaugePanel, VALUE_DEFAULTS).useFieldConfig(),
  table: () =>
    withDefaults(TablePanel, { showHeader: true, frameIndex: 0, cellHeight: 'sm' }).useFieldConfig({
      useCustomConfig: tableFields,
    }),
  text: () => withDefaults(TextPanel, { mode: 'markdown', content: '' }),
};

export function standInPanel(id: string, meta: PanelPluginMeta | undefined): PanelPlugin {
  const make = STAND_INS[id];
  if (!make || !meta) {
    const unknown = { id, name: id, info: { version: '' } } as unknown as PanelPluginMeta;
    return isCorePanel(id)
      ? messagePanel(unknown, 'This core panel is not available in the preview', `Panel type: ${id}`)
      : messagePanel(unknown, `Panel plugin not found: ${id}`, 'It is not among the plugins of this bundle.');
  }
  const plugin = make();
  plugin.meta = meta;
  return plugin;
}
