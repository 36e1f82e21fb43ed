import type { TrendPoint } from './row';

export const TREND_WIDTH = 100;
export const TREND_HEIGHT = 24;
/** Less than this share of a budget fills no height, so that noise looks like the noise it is. */
const LEAST_SPAN = 0.1;
/** Keeps the stroke inside the drawing. */
const MARGIN = 2;

export interface TrendDrawing {
  /** SVG path; a missing value is a gap. */
  line: string;
  /** SVG path of the last point. */
  end: string;
  /** Height of the empty budget, null when it is out of sight. */
  zero: number | null;
  first: number;
  last: number;
  lowest: number;
}

/** The drawing of a trend; null when it has no number at all. */
export function drawTrend(points: readonly TrendPoint[]): TrendDrawing | null {
  const known = points.flatMap(({ timeMilliseconds, value }) =>
    value !== null && Number.isFinite(value) ? [{ timeMilliseconds, value }] : []
  );
  const [first] = known;
  const last = known.at(-1);
  if (!first || !last) {
    return null;
  }
  const values = known.map(({ value }) => value);
  const lowest = Math.min(...values);
  const highest = Math.max(...values);
  const span = Math.max(LEAST_SPAN, highest - lowest);
  const bottom = (lowest + highest - span) / 2;
  const start = points[0]?.timeMilliseconds ?? first.timeMilliseconds;
  const length = (points.at(-1)?.timeMilliseconds ?? last.timeMilliseconds) - start || 1;

  const x = (time: number) => round(((time - start) / length) * TREND_WIDTH);
  const y = (value: number) => round(TREND_HEIGHT - MARGIN - ((value - bottom) / span) * (TREND_HEIGHT - 2 * MARGIN));
  let line = '';
  let pen: 'M' | 'L' = 'M';
  for (const { timeMilliseconds, value } of points) {
    if (value === null || !Number.isFinite(value)) {
      pen = 'M';
      continue;
    }
    // A point without neighbours is still a dot.
    line += `${pen}${x(timeMilliseconds)} ${y(value)}${pen === 'M' ? 'h0' : ''}`;
    pen = 'L';
  }
  return {
    line,
    end: `M${x(last.timeMilliseconds)} ${y(last.value)}h0`,
    zero: bottom <= 0 && bottom + span >= 0 ? y(0) : null,
    first: first.value,
    last: last.value,
    lowest,
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
