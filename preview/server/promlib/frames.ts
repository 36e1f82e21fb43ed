import { type JsonObject, listOf, objectOf } from '../json';
import { formatGoDuration } from './duration';

type Labels = Record<string, string>;
type Pair = [number, string];

export interface FrameContext {
  refId: string;
  expr: string;
  stepMs: number;
  /** As the query wants its series named; empty where it says nothing. */
  legendFormat: string;
}

export interface Frame {
  schema: { refId: string; name?: string; meta: JsonObject; fields: JsonObject[] };
  data: { values: unknown[][]; entities?: Array<Entities | null> };
}

/** Positions of values that JSON cannot hold. */
type Entities = Partial<Record<'NaN' | 'Inf' | 'NegInf', number[]>>;

const ENTITIES: Record<string, keyof Entities> = { NaN: 'NaN', '+Inf': 'Inf', Inf: 'Inf', '-Inf': 'NegInf' };

/** JSON has no NaN and no infinity: such values are sent as null, and their positions beside the values. */
export function encodeValues(texts: string[]): { values: Array<number | null>; entities: Entities | null } {
  const entities: Entities = {};
  const values = texts.map((text, index) => {
    const entity = ENTITIES[text];
    if (entity) {
      (entities[entity] ??= []).push(index);
    }
    return entity ? null : Number(text);
  });
  return { values, entities: Object.keys(entities).length > 0 ? entities : null };
}

function seriesFrame(labels: Labels, pairs: Pair[], resultType: string, context: FrameContext): Frame {
  const { values, entities } = encodeValues(pairs.map(([, text]) => text));
  return {
    schema: {
      refId: context.refId,
      meta: {
        type: resultType === 'matrix' ? 'timeseries-multi' : 'numeric-multi',
        typeVersion: [0, 1],
        custom: { resultType },
      },
      fields: [
        { name: 'Time', type: 'time', typeInfo: { frame: 'time.Time' }, config: { interval: context.stepMs } },
        {
          name: labels.__name__ ?? 'Value',
          type: 'number',
          typeInfo: { frame: 'float64' },
          labels,
          ...(context.legendFormat === '' ? {} : { config: { displayNameFromDS: legendOf(labels, context) } }),
        },
      ],
    },
    data: {
      values: [pairs.map(([seconds]) => Math.round(seconds * 1000)), values],
      ...(entities ? { entities: [null, entities] } : {}),
    },
  };
}

function legendOf(labels: Labels, { legendFormat }: FrameContext): string {
  return legendFormat.replace(/\{\{\s*(.+?)\s*\}\}/g, (_, name: string) => labels[name] ?? '');
}

function emptyFrame(refId: string, name?: string): Frame {
  return {
    schema: { refId, ...(name ? { name } : {}), meta: { typeVersion: [0, 0] }, fields: [] },
    data: { values: [] },
  };
}

function resultFrames(data: JsonObject, context: FrameContext): Frame[] {
  const resultType = String(data.resultType);
  if (resultType === 'scalar') {
    return [seriesFrame({}, [data.result as Pair], resultType, context)];
  }
  // A native histogram has no float samples; it is left out here, as the preview has no panel that could show it.
  return listOf(data.result)
    .filter((series) => 'value' in series || 'values' in series)
    .map((series) => {
      const pairs = (series.values ?? [series.value]) as Pair[];
      return seriesFrame(objectOf(series.metric) as Labels, pairs, resultType, context);
    });
}

/** Only the first frame tells the step and the query that ran; a result without series is one frame without fields. */
function describeFirst([first, ...rest]: Frame[], context: FrameContext): Frame[] {
  const { schema, data } = first ?? emptyFrame(context.refId);
  const meta = {
    ...schema.meta,
    custom: { ...objectOf(schema.meta.custom), calculatedMinStep: context.stepMs },
    executedQueryString: `Expr: ${context.expr}\nStep: ${formatGoDuration(context.stepMs)}`,
  };
  return [{ schema: { ...schema, meta }, data }, ...rest];
}

export function framesOfAnswer(body: JsonObject, context: FrameContext): Frame[] {
  const frames = resultFrames(objectOf(body.data), context);
  const warnings = Array.isArray(body.warnings) ? body.warnings.map(String) : [];
  if (warnings.length > 0 && frames.length === 0) {
    frames.push(emptyFrame(context.refId, 'Warnings'));
  }
  for (const { schema } of warnings.length > 0 ? frames : []) {
    schema.meta.notices = warnings.map((text) => ({ severity: 'warning', text }));
  }
  return describeFirst(frames, context);
}

/** A failed query still carries the frame that tells what was asked. */
export function framesOfFailure(context: FrameContext): Frame[] {
  return describeFirst([], context);
}
