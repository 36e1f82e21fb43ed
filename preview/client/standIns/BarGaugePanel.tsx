import React from 'react';
import {
  type FieldDisplay,
  getDisplayValueAlignmentFactors,
  getFieldDisplayValues,
  type PanelProps,
  type ReduceDataOptions,
  type VizOrientation,
} from '@grafana/data';
import { PanelDataErrorView } from '@grafana/runtime';
import { BarGauge, useTheme2, VizRepeater, type VizRepeaterRenderValueProps } from '@grafana/ui';

type Style = Pick<
  React.ComponentProps<typeof BarGauge>,
  'displayMode' | 'valueDisplayMode' | 'showUnfilled' | 'namePlacement'
>;

interface BarGaugeOptions extends Omit<Style, 'valueDisplayMode'> {
  reduceOptions: ReduceDataOptions;
  orientation: VizOrientation;
  valueMode: Style['valueDisplayMode'];
  minVizHeight: number;
}

type Rendered = VizRepeaterRenderValueProps<FieldDisplay, ReturnType<typeof getDisplayValueAlignmentFactors>>;

export function BarGaugePanel(props: PanelProps<BarGaugeOptions>) {
  const { data, fieldConfig, options, replaceVariables, timeZone, width, height, renderCounter, id } = props;
  const { reduceOptions, orientation, valueMode, minVizHeight, displayMode, showUnfilled, namePlacement } = options;
  const theme = useTheme2();
  if (data.series.every((frame) => frame.fields.length === 0)) {
    return <PanelDataErrorView panelId={id} data={data} fieldConfig={fieldConfig} />;
  }
  const getValues = () =>
    getFieldDisplayValues({ fieldConfig, reduceOptions, replaceVariables, theme, data: data.series, timeZone });
  return (
    <VizRepeater
      getValues={getValues}
      getAlignmentFactors={getDisplayValueAlignmentFactors}
      renderValue={({ value, alignmentFactors, width: ownWidth, height: ownHeight }: Rendered) => (
        <BarGauge
          value={value.display}
          {...(alignmentFactors ? { alignmentFactors } : {})}
          {...(value.view ? { display: value.view.getFieldDisplayProcessor(value.colIndex ?? 0) } : {})}
          field={value.field}
          text={{}}
          theme={theme}
          width={ownWidth}
          height={ownHeight}
          orientation={orientation}
          displayMode={displayMode}
          valueDisplayMode={valueMode}
          showUnfilled={showUnfilled}
          namePlacement={namePlacement}
          itemSpacing={8}
          lcdCellWidth={12}
        />
      )}
      source={data}
      itemSpacing={10}
      minVizHeight={minVizHeight}
      renderCounter={renderCounter}
      width={width}
      height={height}
      orientation={orientation}
    />
  );
}
