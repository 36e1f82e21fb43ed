import type { Query } from '../core/query/port';
import { formatDuration } from '../core/window/duration';

/** When queries are evaluated, in epoch seconds. */
export type EvaluationTime =
  { kind: 'instant'; atSeconds: number } | { kind: 'range'; fromSeconds: number; toSeconds: number; step: string };

/** Queries that one upstream has got for the same time, or why it has got none; the reason may be empty. */
export type Executed = { upstreamName: string } & (
  { time: EvaluationTime; promql: readonly string[] } | { time: null; reason: string }
);

/** Above this many characters only the first part of a union is told: the others are like it, and all of them megabytes. */
const MOST_CHARACTERS = 2000;

/** What an upstream was asked for, by time. @param reason why nothing was sent, where that is known */
export function executedOf(upstreamName: string, sent: readonly Query[], reason = ''): Executed[] {
  const byTime = new Map<string, { upstreamName: string; time: EvaluationTime; promql: string[] }>();
  for (const query of sent) {
    const time = timeOf(query);
    const key = timeText(time);
    const block = byTime.get(key) ?? { upstreamName, time, promql: [] };
    byTime.set(key, block);
    block.promql.push(textOf(query));
  }
  return byTime.size === 0 ? [{ upstreamName, time: null, reason }] : [...byTime.values()];
}

/**
 * As PromQL in which comments say who was asked and for when, for Grafana's inspector, with a blank line between queries.
 * The comments are in PromQL's terms and UTC, whatever the language and zone of the reader, so that they can be read back.
 */
export function printExecuted(blocks: readonly Executed[]): string {
  return blocks
    .map((block) => {
      const header = `# ${block.upstreamName}, ${block.time ? timeText(block.time) : nothingText(block.reason)}`;
      return [header, block.time ? block.promql.map(withoutBlankLines).join('\n\n') : ''].filter(Boolean).join('\n');
    })
    .join('\n\n');
}

/** What `printExecuted` has printed; text that it has not printed is left out. */
export function readExecuted(text: string): Executed[] {
  const blocks: Array<{ block: Executed; body: string[] }> = [];
  for (const line of text.split('\n')) {
    const block = readHeader(line);
    if (block) {
      blocks.push({ block, body: [] });
    } else {
      blocks.at(-1)?.body.push(line);
    }
  }
  return blocks.map(({ block, body }) =>
    block.time ? { ...block, promql: body.join('\n').trim().split('\n\n') } : block
  );
}

const HEADER =
  /^# (?<name>.*), (?:instant at (?<at>\S+)|range (?<from>\S+) to (?<to>\S+), step (?<step>\S+)|nothing sent(?:: (?<reason>.*))?)$/;

function readHeader(line: string): Executed | null {
  const found = HEADER.exec(line)?.groups;
  if (!found) {
    return null;
  }
  const { name: upstreamName = '', at, from, to, step, reason = '' } = found;
  if (at !== undefined) {
    return { upstreamName, time: { kind: 'instant', atSeconds: secondsOf(at) }, promql: [] };
  }
  return from !== undefined && to !== undefined && step !== undefined
    ? {
        upstreamName,
        time: { kind: 'range', fromSeconds: secondsOf(from), toSeconds: secondsOf(to), step },
        promql: [],
      }
    : { upstreamName, time: null, reason };
}

function timeOf(query: Query): EvaluationTime {
  return query.kind === 'instant'
    ? { kind: 'instant', atSeconds: query.atSeconds }
    : {
        kind: 'range',
        fromSeconds: query.startSeconds,
        toSeconds: query.endSeconds,
        step: formatDuration(query.stepSeconds),
      };
}

function timeText(time: EvaluationTime): string {
  return time.kind === 'instant'
    ? `instant at ${isoText(time.atSeconds)}`
    : `range ${isoText(time.fromSeconds)} to ${isoText(time.toSeconds)}, step ${time.step}`;
}

function nothingText(reason: string): string {
  return reason === '' ? 'nothing sent' : `nothing sent: ${reason.replace(/\s+/g, ' ')}`;
}

function textOf({ promql, union }: Query): string {
  const [first, ...rest] = union?.parts ?? [];
  return first && rest.length > 0 && promql.length > MOST_CHARACTERS
    ? `${first.promql}\n# or … (the first of ${rest.length + 1} parts)`
    : promql;
}

function withoutBlankLines(promql: string): string {
  return promql.trim().replace(/\n\s*\n/g, '\n');
}

function isoText(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}

function secondsOf(text: string): number {
  return Date.parse(text) / 1000;
}
