import { isObject, type JsonObject, listOf, objectOf } from '../json';
import { formatGoDuration } from './duration';

type Labels = Record<string, string>;
type Pair = [number, string];

export interface FrameContext {
  refId: string;
  expr: string;
  stepMs: number;
  legendFormat: string;
}

interface Column {
  values: Array<number | null>;
  entities: { NaN?: number[]; Inf?: number[]; NegInf?: number[] } | null;
}

/** JSON has no NaN and no infinity: such values are sent as null, and their positions beside the values. */
export function encodeValues(values: string[]): Column {
  const positions: { NaN: number[]; Inf: number[]; NegInf: number[] } = { NaN: [], Inf: [], NegInf: [] };
  const encoded = values.map((text, index) => {
    const kind = text === 'NaN' ? 'NaN' : text === '+Inf' || text === 'Inf' ? 'Inf' : text === '-Inf' ? 'NegInf' : null;
    if (kind) {
      positions[kind].push(index);
      return null;
    }
    return Number(text);
  });
  const entities = Object.fromEntries(Object.entries(positions).filter(([, list]) => list.length > 0));
  return { values: encoded, entities: Object.keys(entities).length > 0 ? entities : null };
}

function seriesName(labels: Labels): string {
  const name = labels.__name__ ?? '';
  const pairs = Object.entries(labels).filter(([key]) => key !== '__name__');
  if (pairs.length === 0) {
    return name || '{}';
  }
  const matchers = pairs.map(([key, value]) => `${key}=${JSON.stringify(value)}`).sort();
  return `${name}{${matchers.join(', ')}}`;
}

export function displayName(labels: Labels, { legendFormat, expr }: FrameContext): string {
  if (legendFormat === '__auto') {
    return Object.keys(labels).length > 0 ? '' : expr;
  }
  const legend = legendFormat
    ? legendFormat.replace(/\{\{\s*(.+?)\s*\}\}/g, (_all, label: string) => labels[label] ?? '')
    : seriesName(labels);
  return legend === '{}' ? expr : legend;
}

function seriesFrame(labels: Labels, pairs: Pair[], resultType: string, context: FrameContext): JsonObject {
  const value = encodeValues(pairs.map(([, text]) => text));
  const display = displayName(labels, context);
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
          ...(display ? { config: { displayNameFromDS: display } } : {}),
        },
      ],
    },
    data: {
      values: [pairs.map(([seconds]) => Math.round(seconds * 1000)), value.values],
      ...(value.entities ? { entities: [null, value.entities] } : {}),
    },
  };
}

function emptyFrame(refId: string, name?: string): JsonObject {
  return {
    schema: { refId, ...(name ? { name } : {}), meta: { typeVersion: [0, 0] }, fields: [] },
    data: { values: [] },
  };
}

function resultFrames(data: JsonObject, context: FrameContext): JsonObject[] {
  const resultType = String(data.resultType);
  if (resultType === 'scalar') {
    return [seriesFrame({}, [data.result as Pair], resultType, context)];
  }
  if (resultType !== 'matrix' && resultType !== 'vector') {
    throw new Error(`unknown result type: ${resultType}`);
  }
  // A native histogram has no float samples; it is left out here, as the preview has no panel that could show it.
  return listOf(data.result)
    .filter((series) => 'value' in series || 'values' in series)
    .map((series) => {
      const pairs = (series.values ?? [series.value]) as Pair[];
      return seriesFrame(objectOf(series.metric) as Labels, pairs, resultType, context);
    });
}

function withMeta(frame: JsonObject, extra: JsonObject): JsonObject {
  const schema = objectOf(frame.schema);
  const meta = objectOf(schema.meta);
  const custom = isObject(extra.custom) ? { custom: { ...objectOf(meta.custom), ...extra.custom } } : {};
  return { ...frame, schema: { ...schema, meta: { ...meta, ...extra, ...custom } } };
}

/** Only the first frame tells the step and the query that ran; a result without series is one frame without fields. */
function describeFirst(frames: JsonObject[], context: FrameContext): JsonObject[] {
  const [first = emptyFrame(context.refId), ...rest] = frames;
  const described = withMeta(first, {
    custom: { calculatedMinStep: context.stepMs },
    executedQueryString: `Expr: ${context.expr}\nStep: ${formatGoDuration(context.stepMs)}`,
  });
  return [described, ...rest];
}

export function framesOfAnswer(body: JsonObject, context: FrameContext): JsonObject[] {
  const notices = [
    ...(Array.isArray(body.warnings) ? body.warnings.map((text) => ({ severity: 'warning', text: String(text) })) : []),
    ...(Array.isArray(body.infos) ? body.infos.map((text) => ({ severity: 'info', text: String(text) })) : []),
  ];
  const frames = resultFrames(objectOf(body.data), context);
  if (notices.length === 0) {
    return describeFirst(frames, context);
  }
  const noted = frames.length > 0 ? frames : [emptyFrame(context.refId, 'Warnings')];
  return describeFirst(
    noted.map((frame) => withMeta(frame, { notices })),
    context
  );
}

/** A failed query still carries the frame that tells what was asked. */
export function framesOfFailure(context: FrameContext): JsonObject[] {
  return describeFirst([], context);
}
