import React, { useMemo } from 'react';
import { type DataFrame, type Field, FieldType, getFieldDisplayName, type PanelProps } from '@grafana/data';
import { PanelDataErrorView } from '@grafana/runtime';
import { type VizLegendOptions, type VizTooltipOptions } from '@grafana/schema';
import {
  EventBusPlugin,
  SeriesTable,
  TimeSeries,
  TooltipPlugin2,
  type UPlotConfigBuilder,
  usePanelContext,
} from '@grafana/ui';
import { Annotations } from './Annotations';

interface TimeSeriesOptions {
  legend: VizLegendOptions;
  tooltip: VizTooltipOptions;
}

/** A gap is drawn for what is not a number. */
function withGaps(field: Field): Field {
  const values = field.values.map((value: unknown) => (Number.isFinite(value) ? value : null));
  return field.type === FieldType.number ? { ...field, values } : field;
}

function graphable(frames: DataFrame[]): DataFrame[] {
  return frames
    .filter(({ fields }) =>
      [FieldType.time, FieldType.number].every((type) => fields.some((field) => field.type === type))
    )
    .map((frame) => ({
      ...frame,
      fields: frame.fields.filter(({ type }) => type === FieldType.time || type === FieldType.number).map(withGaps),
    }));
}

interface TooltipProps {
  aligned: DataFrame;
  frames: DataFrame[];
  /** Where the pointer is, by field. */
  indexes: Array<number | null>;
  active: number | null;
  isSingle: boolean;
}

function Tooltip({ aligned, frames, indexes, active, isSingle }: TooltipProps) {
  const shown = aligned.fields
    .map((field, position) => ({ field, position, index: indexes[position] ?? null }))
    .filter(({ position, index }) => position > 0 && index !== null && (!isSingle || position === active));
  const textOf = (field: Field | undefined, index: number | null) => {
    const { text = '', suffix = '' } = field?.display?.(field.values[index ?? 0]) ?? {};
    return text + suffix;
  };
  return (
    <SeriesTable
      timestamp={textOf(aligned.fields[0], shown[0]?.index ?? null)}
      series={shown.map(({ field, position, index }) => ({
        label: getFieldDisplayName(field, aligned, frames),
        value: textOf(field, index),
        color: field.display?.(field.values[index ?? 0]).color ?? '',
        isActive: position === active,
      }))}
    />
  );
}

export function TimeSeriesPanel(props: PanelProps<TimeSeriesOptions>) {
  const { data, timeRange, timeZone, width, height, options, id, fieldConfig, onChangeTimeRange } = props;
  const { eventBus, eventsScope, sync } = usePanelContext();
  const frames = useMemo(() => graphable(data.series), [data.series]);
  if (frames.length === 0) {
    return <PanelDataErrorView panelId={id} data={data} fieldConfig={fieldConfig} />;
  }
  const isSingle = options.tooltip.mode !== 'multi';
  return (
    <TimeSeries
      frames={frames}
      {...(data.structureRev === undefined ? {} : { structureRev: data.structureRev })}
      timeRange={timeRange}
      timeZone={timeZone}
      width={width}
      height={height}
      legend={options.legend}
      options={options}
    >
      {(config: UPlotConfigBuilder, aligned: DataFrame) => (
        <>
          <EventBusPlugin config={config} eventBus={eventBus} frame={aligned} />
          <Annotations config={config} frames={data.annotations ?? []} timeZone={timeZone} />
          <TooltipPlugin2
            config={config}
            hoverMode={isSingle ? 0 : 1}
            queryZoom={onChangeTimeRange}
            {...(sync ? { syncMode: sync() } : {})}
            syncScope={eventsScope}
            render={(_plot, indexes, active) => <Tooltip {...{ aligned, frames, indexes, active, isSingle }} />}
          />
        </>
      )}
    </TimeSeries>
  );
}
