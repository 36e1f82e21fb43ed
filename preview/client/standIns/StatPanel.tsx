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
import { BigValue, BigValueGraphMode, useTheme2, VizRepeater, type VizRepeaterRenderValueProps } from '@grafana/ui';

type Style = Pick<React.ComponentProps<typeof BigValue>, 'colorMode' | 'graphMode' | 'justifyMode' | 'textMode'>;

interface StatOptions extends Style {
  reduceOptions: ReduceDataOptions;
  orientation: VizOrientation;
  wideLayout: boolean;
}

type Rendered = VizRepeaterRenderValueProps<FieldDisplay, ReturnType<typeof getDisplayValueAlignmentFactors>>;

export function StatPanel(props: PanelProps<StatOptions>) {
  const { data, fieldConfig, options, replaceVariables, timeZone, width, height, renderCounter, id } = props;
  const { reduceOptions, orientation, wideLayout, ...style } = options;
  const theme = useTheme2();
  if (data.series.every((frame) => frame.fields.length === 0)) {
    return <PanelDataErrorView panelId={id} data={data} fieldConfig={fieldConfig} />;
  }
  const getValues = () =>
    getFieldDisplayValues({
      fieldConfig,
      reduceOptions,
      replaceVariables,
      theme,
      data: data.series,
      sparkline: style.graphMode !== BigValueGraphMode.None,
      timeZone,
    });
  return (
    <VizRepeater
      getValues={getValues}
      getAlignmentFactors={getDisplayValueAlignmentFactors}
      renderValue={({ value: { display, sparkline }, alignmentFactors, count, ...size }: Rendered) => (
        <BigValue
          value={display}
          {...(sparkline ? { sparkline } : {})}
          {...(alignmentFactors ? { alignmentFactors } : {})}
          count={count}
          {...style}
          disableWideLayout={!wideLayout}
          width={size.width}
          height={size.height}
          theme={theme}
        />
      )}
      source={data}
      itemSpacing={3}
      renderCounter={renderCounter}
      width={width}
      height={height}
      orientation={orientation}
    />
  );
}
