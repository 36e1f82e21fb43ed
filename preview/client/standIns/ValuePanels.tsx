import React from 'react';
import {
  type DisplayValue,
  type FieldDisplay,
  getDisplayValueAlignmentFactors,
  getFieldDisplayValues,
  type PanelProps,
  type ReduceDataOptions,
  type VizOrientation,
} from '@grafana/data';
import { PanelDataErrorView } from '@grafana/runtime';
import { type BarGaugeDisplayMode, type BarGaugeValueMode, type VizTextDisplayOptions } from '@grafana/schema';
import {
  BarGauge,
  BigValue,
  type BigValueColorMode,
  BigValueGraphMode,
  type BigValueJustifyMode,
  type BigValueTextMode,
  DataLinksContextMenu,
  useTheme2,
  VizRepeater,
  type VizRepeaterRenderValueProps,
} from '@grafana/ui';

export interface ValueOptions {
  reduceOptions: ReduceDataOptions;
  orientation: VizOrientation;
  text?: VizTextDisplayOptions;
  colorMode: BigValueColorMode;
  graphMode: BigValueGraphMode;
  justifyMode: BigValueJustifyMode;
  textMode: BigValueTextMode;
  wideLayout?: boolean;
  displayMode: BarGaugeDisplayMode;
  valueMode: BarGaugeValueMode;
  showUnfilled: boolean;
}

type Rendered = VizRepeaterRenderValueProps<FieldDisplay, ReturnType<typeof getDisplayValueAlignmentFactors>>;

/** Stat, bar gauge and gauge differ in how one value is drawn; the values and their layout are the same. */
function ValuePanel(
  props: PanelProps<ValueOptions> & { draw: (item: Rendered) => React.JSX.Element; sparkline: boolean }
) {
  const { data, fieldConfig, options, replaceVariables, timeZone, width, height, renderCounter, id, draw, sparkline } =
    props;
  const theme = useTheme2();
  const getValues = () =>
    getFieldDisplayValues({
      fieldConfig,
      reduceOptions: options.reduceOptions,
      replaceVariables,
      theme,
      data: data.series,
      sparkline,
      timeZone,
    });
  if (data.series.every((frame) => frame.fields.length === 0)) {
    return <PanelDataErrorView panelId={id} data={data} fieldConfig={fieldConfig} />;
  }
  return (
    <VizRepeater
      getValues={getValues}
      getAlignmentFactors={getDisplayValueAlignmentFactors}
      renderValue={({ value: item, ...rest }: Rendered) => {
        const drawn = draw({ ...rest, value: item });
        return item.hasLinks && item.getLinks ? (
          <DataLinksContextMenu links={item.getLinks}>{() => drawn}</DataLinksContextMenu>
        ) : (
          drawn
        );
      }}
      source={data}
      itemSpacing={3}
      renderCounter={renderCounter}
      width={width}
      height={height}
      orientation={options.orientation}
    />
  );
}

export function StatPanel(props: PanelProps<ValueOptions>) {
  const { options } = props;
  const theme = useTheme2();
  return (
    <ValuePanel
      {...props}
      sparkline={options.graphMode !== BigValueGraphMode.None}
      draw={({ value, width, height, alignmentFactors, count }) => (
        <BigValue
          value={value.display}
          {...(value.sparkline ? { sparkline: value.sparkline } : {})}
          {...(alignmentFactors ? { alignmentFactors } : {})}
          {...(options.text ? { text: options.text } : {})}
          count={count}
          colorMode={options.colorMode}
          graphMode={options.graphMode}
          justifyMode={options.justifyMode}
          textMode={options.textMode}
          disableWideLayout={options.wideLayout === false}
          width={width}
          height={height}
          theme={theme}
        />
      )}
    />
  );
}

export function BarGaugePanel(props: PanelProps<ValueOptions>) {
  const { options } = props;
  const theme = useTheme2();
  return (
    <ValuePanel
      {...props}
      sparkline={false}
      draw={({ value, width, height, alignmentFactors, orientation }) => (
        <BarGauge
          value={value.display}
          field={value.field}
          {...(value.view
            ? { display: value.view.getFieldDisplayProcessor(value.colIndex ?? 0) ?? (() => value.display) }
            : {})}
          {...(alignmentFactors ? { alignmentFactors } : {})}
          {...(options.text ? { text: options.text } : {})}
          orientation={orientation}
          displayMode={options.displayMode}
          valueDisplayMode={options.valueMode}
          showUnfilled={options.showUnfilled}
          width={width}
          height={height}
          theme={theme}
        />
      )}
    />
  );
}

function arc(radius: number, ratio: number): string {
  const angle = Math.PI * (1 - ratio);
  return `M${-radius} 0 A${radius} ${radius} 0 0 1 ${radius * Math.cos(angle)} ${-radius * Math.sin(angle)}`;
}

function Arc({
  value,
  min,
  max,
  width,
  height,
}: {
  value: DisplayValue;
  min: number;
  max: number;
  width: number;
  height: number;
}) {
  const theme = useTheme2();
  const ratio = Math.min(1, Math.max(0, (value.numeric - min) / (max - min || 1)));
  const color = value.color ?? theme.colors.text.primary;
  return (
    <svg
      width={width}
      height={height}
      viewBox="-50 -52 100 70"
      role="img"
      aria-label={`${value.title ?? ''} ${value.text}`}
    >
      <path d={arc(42, 1)} fill="none" stroke={theme.colors.background.secondary} strokeWidth={12} />
      {Number.isFinite(ratio) && <path d={arc(42, ratio)} fill="none" stroke={color} strokeWidth={12} />}
      <text textAnchor="middle" y={-4} fontSize={15} fill={color}>
        {`${value.prefix ?? ''}${value.text}${value.suffix ?? ''}`}
      </text>
      <text textAnchor="middle" y={12} fontSize={7} fill={theme.colors.text.primary}>
        {value.title}
      </text>
    </svg>
  );
}

export function GaugePanel(props: PanelProps<ValueOptions>) {
  return (
    <ValuePanel
      {...props}
      sparkline={false}
      draw={({ value: { display, field }, width, height }) => (
        <Arc value={display} min={field.min ?? 0} max={field.max ?? 100} width={width} height={height} />
      )}
    />
  );
}
