import { LoadingState, type DataFrame, type DataQueryError, type PanelData } from '@grafana/data';
import { SLO_TABLE_FIELDS, type SloTableRole } from '../../core/frame/sloTable';
import { readNotices, type Notice } from './notices';
import { readRows } from './readRows';
import { missingRoles, resolveRoles } from './roles';
import type { ScoreRow } from './row';
import { asText } from './values';

export interface Failure {
  message: string;
  refId: string;
}

/** What one `PanelData` says, before anything older is mixed in. */
export interface Reading {
  /** Which question this answers; numbers are never carried over to another. */
  question: string;
  /** Which fields the frames have; null without frames. */
  schema: string | null;
  /** False while the answer is on its way: Grafana then shows the previous frames again. */
  settled: boolean;
  rows: readonly ScoreRow[];
  failures: readonly Failure[];
  notices: readonly Notice[];
  /** Whether the frames can be read, and what the best of them lacks. */
  frames: { kind: 'none' } | { kind: 'unfit'; missing: readonly SloTableRole[] } | { kind: 'fit' };
  toMilliseconds: number;
}

/** @param interpolate fills in dashboard variables, because another value of one is another question */
export function readPanelData(data: PanelData, interpolate: (text: string) => string): Reading {
  const frames = data.series.filter(({ fields }) => fields.length > 0);
  const toMilliseconds = data.timeRange.to.valueOf();
  return {
    question: interpolate(JSON.stringify([data.request?.targets ?? null, data.timeRange.raw.to])),
    schema: schemaOf(frames),
    settled: data.state !== LoadingState.Loading && data.state !== LoadingState.NotStarted,
    rows: readRows(frames, toMilliseconds),
    failures: failuresOf(data),
    notices: readNotices(data.series),
    frames: fitness(frames),
    toMilliseconds,
  };
}

function schemaOf(frames: readonly DataFrame[]): string | null {
  const present = new Set(frames.flatMap((frame) => [...resolveRoles(frame).keys()]));
  const roles = Object.keys(SLO_TABLE_FIELDS).filter((role) => present.has(role as SloTableRole));
  return frames.length === 0 ? null : JSON.stringify([frames[0]?.meta?.custom?.version ?? null, roles]);
}

function fitness(frames: readonly DataFrame[]): Reading['frames'] {
  const missing = frames.map((frame) => missingRoles(resolveRoles(frame))).sort((a, b) => a.length - b.length)[0];
  return missing === undefined ? { kind: 'none' } : missing.length > 0 ? { kind: 'unfit', missing } : { kind: 'fit' };
}

function failuresOf({ errors, error, state }: PanelData): Failure[] {
  const all = errors?.length ? errors : error ? [error] : [];
  const failures = all.map((one) => ({ message: messageOf(one), refId: one.refId ?? '' }));
  if (failures.length === 0 && state === LoadingState.Error) {
    return [{ message: '', refId: '' }];
  }
  return failures.filter(({ message }, index) => failures.findIndex((other) => other.message === message) === index);
}

function messageOf({ message, data, statusText }: DataQueryError): string {
  return asText(message || data?.message || data?.error || statusText);
}
