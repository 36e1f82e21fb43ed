import React, { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { colorManipulator, type DataFrame, DataFrameView, dateTimeFormat } from '@grafana/data';
import { Tooltip, type UPlotConfigBuilder } from '@grafana/ui';
import { createPortal } from 'react-dom';

/** A row of the frames that scenes makes of annotations: a region, or a point where it is none. */
interface Annotation {
  time: number;
  timeEnd?: number;
  isRegion?: boolean;
  text?: string;
  tags?: string[];
  color: string;
}

/** Where things are on the plot as it was drawn last. */
interface Drawn {
  axis: Element | null;
  width: number;
  leftOf: (time: number) => number;
  redraw: () => void;
}

interface Props {
  config: UPlotConfigBuilder;
  frames: DataFrame[];
  timeZone: string;
}

/** Annotations as Grafana's time series has them: dashed lines, shaded regions, and below them marks that tell on hover. */
export function Annotations({ config, frames, timeZone }: Props) {
  const [drawn, setDrawn] = useState<Drawn>();
  const annotations = useMemo(
    () => frames.flatMap((frame) => (frame.length > 0 ? new DataFrameView<Annotation>(frame).toArray() : [])),
    [frames]
  );
  const latest = useRef(annotations);
  latest.current = annotations;

  useLayoutEffect(() => {
    config.addHook('draw', (plot) => {
      const { ctx, bbox } = plot;
      const lineAt = (x: number) => {
        ctx.beginPath();
        ctx.moveTo(x, bbox.top);
        ctx.lineTo(x, bbox.top + bbox.height);
        ctx.stroke();
      };
      ctx.save();
      ctx.beginPath();
      ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
      ctx.clip();
      ctx.lineWidth = 2;
      ctx.setLineDash([5, 5]);
      for (const { time, timeEnd = time, isRegion, color } of latest.current) {
        const [from, to] = [plot.valToPos(time, 'x', true), plot.valToPos(timeEnd, 'x', true)];
        ctx.strokeStyle = color;
        lineAt(from);
        if (isRegion) {
          lineAt(to);
          ctx.fillStyle = colorManipulator.alpha(color, 0.1);
          ctx.fillRect(from, bbox.top, to - from, bbox.height);
        }
      }
      ctx.restore();
      setDrawn({
        axis: plot.root.querySelector('.u-axis'),
        width: plot.rect.width,
        leftOf: (time) => Math.round(plot.valToPos(time, 'x')),
        redraw: () => plot.redraw(),
      });
    });
  }, [config]);

  const redraw = useRef<() => void>(undefined);
  redraw.current = drawn?.redraw;
  useEffect(() => redraw.current?.(), [annotations]);

  if (!drawn?.axis) {
    return null;
  }
  const marks = annotations.map((annotation, index) => {
    const { time, timeEnd = time, isRegion, color } = annotation;
    const left = Math.max(isRegion ? 0 : -Infinity, drawn.leftOf(time));
    const right = Math.min(drawn.width, drawn.leftOf(timeEnd));
    const shape = isRegion
      ? { left, width: right - left, height: 5, background: color }
      : { left: left - 5, border: '5px solid transparent', borderTop: 'none', borderBottomColor: color };
    return left > drawn.width || right < 0 ? null : (
      <Tooltip key={index} content={<Told annotation={annotation} timeZone={timeZone} />} placement="bottom">
        <div
          data-testid="data-testid annotation-marker"
          style={{ position: 'absolute', cursor: 'pointer', zIndex: 1, ...shape }}
        />
      </Tooltip>
    );
  });
  return createPortal(marks, drawn.axis);
}

function Told({ annotation, timeZone }: { annotation: Annotation; timeZone: string }) {
  const { time, timeEnd = time, isRegion, text, tags = [] } = annotation;
  const times = (isRegion ? [time, timeEnd] : [time]).map((one) => dateTimeFormat(one, { timeZone }));
  return (
    <>
      <div>{times.join(' - ')}</div>
      <div>{text}</div>
      <small>{tags.join(', ')}</small>
    </>
  );
}
