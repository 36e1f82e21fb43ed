import React, { useLayoutEffect, useMemo, useRef } from 'react';
import { type DataFrame, FieldType, getDisplayProcessor, getFieldDisplayName, type PanelProps } from '@grafana/data';
import { PanelDataErrorView } from '@grafana/runtime';
import { type VizLegendOptions, type VizTooltipOptions } from '@grafana/schema';
import {
  EventBusPlugin,
  SeriesTable,
  TimeSeries,
  TooltipPlugin2,
  type UPlotConfigBuilder,
  usePanelContext,
  useTheme2,
} from '@grafana/ui';

export interface TimeSeriesOptions {
  legend: VizLegendOptions;
  tooltip: VizTooltipOptions;
}

function graphable(frames: DataFrame[]): DataFrame[] {
  return frames
    .filter(({ fields }) => fields.some(({ type }) => type === FieldType.time))
    .map((frame) => ({
      ...frame,
      fields: frame.fields
        .filter(({ type }) => type === FieldType.time || type === FieldType.number || type === FieldType.boolean)
        .map((field) =>
          field.type === FieldType.time
            ? field
            : // A gap is drawn for what is not a number.
              {
                ...field,
                values: field.values.map((value: unknown) =>
                  Number.isFinite(Number(value ?? NaN)) ? Number(value) : null
                ),
              }
        ),
    }))
    .filter(({ fields }) => fields.length > 1);
}

interface Mark {
  from: number;
  to: number | undefined;
  color: string;
}

function marksOf(frames: DataFrame[] | undefined, fallback: string): Mark[] {
  return (frames ?? []).flatMap((frame) => {
    const values = (name: string): unknown[] => frame.fields.find((field) => field.name === name)?.values ?? [];
    return values('time').map((time, index) => ({
      from: Number(time),
      to: values('timeEnd')[index] === undefined ? undefined : Number(values('timeEnd')[index]),
      color: String(values('color')[index] ?? fallback),
    }));
  });
}

/** Annotations as vertical lines, and as shaded regions where they have an end. */
function Annotations({ config, marks }: { config: UPlotConfigBuilder; marks: Mark[] }) {
  const latest = useRef(marks);
  latest.current = marks;
  useLayoutEffect(() => {
    config.addHook('draw', (plot) => {
      const { ctx, bbox } = plot;
      ctx.save();
      for (const { from, to, color } of latest.current) {
        const left = plot.valToPos(from, 'x', true);
        const right = to === undefined ? left : plot.valToPos(to, 'x', true);
        ctx.fillStyle = color;
        ctx.globalAlpha = 0.15;
        ctx.fillRect(left, bbox.top, Math.max(right - left, 0), bbox.height);
        ctx.globalAlpha = 0.9;
        ctx.fillRect(left, bbox.top, 1, bbox.height);
      }
      ctx.restore();
    });
  }, [config]);
  return null;
}

export function TimeSeriesPanel(props: PanelProps<TimeSeriesOptions>) {
  const { data, timeRange, timeZone, width, height, options, id, fieldConfig, onChangeTimeRange } = props;
  const theme = useTheme2();
  const { eventBus, eventsScope, sync } = usePanelContext();
  const frames = useMemo(() => graphable(data.series), [data.series]);
  const marks = useMemo(() => marksOf(data.annotations, theme.colors.info.main), [data.annotations, theme]);
  if (frames.length === 0) {
    return <PanelDataErrorView panelId={id} data={data} fieldConfig={fieldConfig} needsTimeField needsNumberField />;
  }
  const tooltip = (aligned: DataFrame, indexes: Array<number | null>, active: number | null) => {
    const rows = aligned.fields.slice(1).flatMap((field, position) => {
      const index = indexes[position + 1];
      const shown = options.tooltip?.mode !== 'single' || active === position + 1;
      const display = field.display ?? getDisplayProcessor({ field, theme });
      return shown && index !== null && index !== undefined && !field.config.custom?.hideFrom?.tooltip
        ? [{ field, value: display(field.values[index]), isActive: active === position + 1 }]
        : [];
    });
    const at = indexes.find((index) => index !== null && index !== undefined);
    const time = aligned.fields[0];
    return (
      <SeriesTable
        timestamp={time && at !== undefined && at !== null ? (time.display?.(time.values[at]).text ?? '') : ''}
        series={rows.map(({ field, value, isActive }) => ({
          label: getFieldDisplayName(field, aligned, frames),
          value: `${value.prefix ?? ''}${value.text}${value.suffix ?? ''}`,
          color: value.color ?? theme.colors.text.secondary,
          isActive,
        }))}
      />
    );
  };
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
          <Annotations config={config} marks={marks} />
          {options.tooltip?.mode !== 'none' && (
            <TooltipPlugin2
              config={config}
              hoverMode={options.tooltip?.mode === 'multi' ? 1 : 0}
              queryZoom={onChangeTimeRange}
              {...(sync ? { syncMode: sync() } : {})}
              syncScope={eventsScope}
              render={(_plot, indexes, active) => tooltip(aligned, indexes, active)}
            />
          )}
        </>
      )}
    </TimeSeries>
  );
}
