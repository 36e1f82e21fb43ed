import { type FieldConfigEditorBuilder, identityOverrideProcessor } from '@grafana/data';

/** Custom field settings have to be registered with their defaults, or dashboards cannot set them. */
function register<T>(builder: FieldConfigEditorBuilder<T>, defaults: Record<string, unknown>): void {
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
      ...(defaultValue === undefined ? {} : { defaultValue: defaultValue as never }),
    });
  }
}

const VISIBLE = { tooltip: false, viz: false, legend: false };

export function timeSeriesFields<T>(builder: FieldConfigEditorBuilder<T>): void {
  register(builder, {
    drawStyle: 'line',
    lineInterpolation: 'linear',
    lineWidth: 1,
    fillOpacity: 0,
    gradientMode: 'none',
    lineStyle: { fill: 'solid' },
    lineColor: undefined,
    barAlignment: 0,
    barWidthFactor: 0.6,
    barMaxWidth: undefined,
    fillBelowTo: undefined,
    spanNulls: false,
    insertNulls: false,
    showPoints: 'auto',
    pointSize: 5,
    showValues: false,
    stacking: { mode: 'none', group: 'A' },
    transform: undefined,
    axisPlacement: 'auto',
    axisColorMode: 'text',
    axisBorderShow: false,
    axisLabel: '',
    axisWidth: undefined,
    axisGridShow: undefined,
    axisCenteredZero: false,
    axisSoftMin: undefined,
    axisSoftMax: undefined,
    scaleDistribution: { type: 'linear' },
    hideFrom: VISIBLE,
    thresholdsStyle: { mode: 'off' },
  });
}

export function tableFields<T>(builder: FieldConfigEditorBuilder<T>): void {
  register(builder, {
    align: 'auto',
    cellOptions: { type: 'auto' },
    width: undefined,
    minWidth: undefined,
    inspect: false,
    filterable: undefined,
    hidden: undefined,
    hideFrom: VISIBLE,
    wrapHeaderText: undefined,
    footer: undefined,
    tooltip: undefined,
  });
}
