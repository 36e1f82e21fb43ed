import {
  createDataFrame,
  DataFrameType,
  FieldType,
  type DataFrame,
  type Field,
  type QueryResultMetaNotice,
} from '@grafana/data';
import { t } from '@grafana/i18n';
import type { BudgetSeriesRequest } from '../../core/query/budgetSeries';
import type { Latency } from '../../core/query/latency/judge';
import type { LatencyRequest } from '../../core/query/latency/plan';
import { heatmapRows, largestBound, quantileLines, shareLines, thresholdOf } from '../../core/query/latency/views';
import { print } from '../../core/promql/print';
import type { Slo } from '../../core/slo/slo';
import { formatDuration } from '../../core/window/duration';
import { PLAIN_TEXT } from '../../shared/plainText';
import {
  absentLatencyWords,
  aboveWords,
  durationWords,
  estimateWords,
  groupWords,
  interpolatedWords,
  otherEventsWords,
  quantileWords,
  severalHeatmapsWords,
  slotWords,
  thresholdWords,
  untimedWords,
} from '../latencyWords';
import { stateWords } from '../stateWords';
import { nameAmong } from './names';
import { tooManyNotices } from './absences';
import { labelsOf, REFERENCE_LINE, withNotices } from './overTime';

type Classic = Extract<Latency, { state: 'ok' }>;
type Told = Exclude<Latency, { state: 'absent' }>;
type NumberField = Pick<Field<number | null>, 'name' | 'labels' | 'config' | 'values'>;

/** What one kind of view makes of one SLO. */
interface Drawn {
  fields: NumberField[];
  notices: QueryResultMetaNotice[];
  meta?: DataFrame['meta'];
}

/** One frame per SLO that a threshold on a histogram tells. @param untimed how many of those asked for are not among them */
export function latencyFrames(
  refId: string,
  request: LatencyRequest,
  all: readonly Latency[],
  untimed: number
): DataFrame[] {
  const slos = all.map(({ slo }) => slo);
  const told = all.flatMap((one) => (one.state === 'absent' ? [] : [one]));
  const drawn = told.map((one) => {
    const name = nameAmong(one.slo, slos);
    return { one, name, ...draw(request, one, name, slos.length === 1) };
  });
  const frames = drawn
    .filter(({ fields }) => fields.length > 0)
    .map(({ one, name, fields, meta }) =>
      createDataFrame({ refId, name, meta, fields: [timeField(one), ...fields.map(numberField)] })
    );
  const several = request.view === 'heatmap' && frames.length > 1;
  return withNotices(refId, frames, [
    ...absenceNotices(all),
    ...drawn.flatMap(({ notices }) => notices),
    ...drawn.flatMap(({ one, name }) => otherEventsNotices(one, name)),
    ...(several ? [warning(severalHeatmapsWords(frames.length))] : []),
    ...slotNotices(request, told),
    ...(request.view === 'quantiles' && frames.length > 0 ? [info(estimateWords())] : []),
    ...(untimed > 0 ? [info(untimedWords(untimed))] : []),
  ]);
}

function draw(request: LatencyRequest, one: Told, name: string, alone: boolean): Drawn {
  switch (request.view) {
    case 'share':
      return share(request, one, name);
    case 'quantiles':
      return quantiles(request, one, alone ? null : name);
    case 'heatmap':
      return one.state === 'native' ? { fields: [], notices: [] } : heatmap(one);
  }
}

/** Exact shares, with the objective to compare them with. */
function share({ groupBy }: LatencyRequest, one: Told, name: string): Drawn {
  const { slo, stretch } = one;
  const lines = shareLines(one);
  const within = durationWords(thresholdOf(one), unitOf(one));
  const shown = lines.filter(({ missing }) => missing === null);
  const fields = shown.map(({ group, points }) => ({
    name: 'share',
    labels: labelsOfLine(slo, groupBy, group),
    config: {
      unit: 'percentunit',
      displayNameFromDS: t('datasource.latency.share', '{{line}} within {{within}}', {
        ...PLAIN_TEXT,
        line: lineName(name, groupBy, group),
        within,
      }),
    },
    values: [...points],
  }));
  const objective = {
    name: 'objective',
    labels: labelsOf(slo),
    config: {
      unit: 'percentunit',
      displayNameFromDS: t('datasource.sli.objective', '{{slo}}: objective', { ...PLAIN_TEXT, slo: name }),
      custom: REFERENCE_LINE,
    },
    values: Array.from({ length: stretch.slots }, () => slo.objectiveRatio),
  };
  return {
    fields: fields.length === 0 || slo.objectiveRatio === null ? fields : [...fields, objective],
    notices: [
      ...lines.flatMap(({ group, missing }) =>
        missing === null ? [] : [warning(`${lineName(name, groupBy, group)}: ${stateWords(missing)}`)]
      ),
      ...(one.state === 'native' ? [info(interpolatedWords(name))] : []),
    ],
  };
}

/**
 * For the eye only, with the threshold to compare them with.
 *
 * @param name null where there is one SLO only, which the panel names
 */
function quantiles({ groupBy }: LatencyRequest, one: Told, name: string | null): Drawn {
  const { slo, stretch } = one;
  const unit = unitOf(one);
  const lines = quantileLines(one).map((line) => ({
    ...line,
    name: [lineName(name, groupBy, line.group), quantileWords(line.ratio)].filter((part) => part !== '').join(' '),
  }));
  const threshold = {
    name: 'threshold',
    labels: labelsOf(slo),
    config: {
      unit,
      displayNameFromDS: thresholdWords(name),
      custom: REFERENCE_LINE,
    },
    values: Array.from({ length: stretch.slots }, () => thresholdOf(one)),
  };
  const bound = one.state === 'native' ? null : largestBound(one);
  return {
    fields: [
      ...lines.map((line) => ({
        name: 'quantile',
        labels: { ...labelsOfLine(slo, groupBy, line.group), quantile: String(line.ratio) },
        config: { unit, displayNameFromDS: line.name },
        values: [...line.points],
      })),
      threshold,
    ],
    notices: lines.flatMap((line) =>
      line.above === 0 || bound === null
        ? []
        : [warning(aboveWords(line.name, durationWords(bound, unit), line.above, stretch.slots))]
    ),
  };
}

/**
 * A field per bucket, ascending and not cumulative, as Grafana's heatmap panel wants them. Its first label is the one by
 * which the panel finds the bucket of an exemplar, so there is no other.
 */
function heatmap({ groups }: Classic): Drawn {
  const [group] = groups;
  return {
    fields: (group ? heatmapRows(group) : []).map(({ le, counts }) => ({
      name: le,
      labels: { le },
      config: { unit: 'short', displayNameFromDS: le },
      values: [...counts],
    })),
    notices: [],
    meta: { type: DataFrameType.HeatmapRows },
  };
}

function timeField({ stretch: { startSeconds, slotSeconds, slots } }: Told): Field<number> {
  return {
    name: 'time',
    type: FieldType.time,
    config: { interval: slotSeconds * 1000 },
    // A slot is told at its end, as Prometheus tells a rate at the end of its range.
    values: Array.from({ length: slots }, (_, index) => (startSeconds + (index + 1) * slotSeconds) * 1000),
  };
}

function numberField(field: NumberField): Field<number | null> {
  return { ...field, type: FieldType.number };
}

function lineName(name: string | null, groupBy: string, group: string | null): string {
  return [...(name === null ? [] : [name]), ...(group === null ? [] : [groupWords(groupBy, group)])].join(', ');
}

function labelsOfLine(slo: Slo, groupBy: string, group: string | null): Record<string, string> {
  return group === null || group === '' ? labelsOf(slo) : { ...labelsOf(slo), [groupBy]: group };
}

/** Durations are in seconds by Prometheus's convention; a metric that says otherwise in its name is believed. */
function unitOf(told: Told): 's' | 'ms' {
  return told.state === 'ok' && /_(ms|millis|milliseconds)(_bucket)?$/.test(told.histogram.buckets.metric ?? '')
    ? 'ms'
    : 's';
}

function absenceNotices(all: readonly Latency[]): QueryResultMetaNotice[] {
  const slos = all.map(({ slo }) => slo);
  const absences = all.map((one) => ({ slo: one.slo, absence: one.state === 'absent' ? one.absence : null }));
  const texts = absences.flatMap(({ slo, absence }) =>
    absence === null || absence.kind === 'tooMany' ? [] : [absentLatencyWords(nameAmong(slo, slos), absence)]
  );
  return [...tooManyNotices(absences), ...texts.map(warning)];
}

function otherEventsNotices(told: Told, name: string): QueryResultMetaNotice[] {
  return told.state === 'native' || told.histogram.countsSame
    ? []
    : [info(otherEventsWords(name, print(told.histogram.buckets)))];
}

function slotNotices({ stepSeconds }: BudgetSeriesRequest, told: readonly Told[]): QueryResultMetaNotice[] {
  const texts = told.map(({ stretch: { slotSeconds }, coarser }) =>
    slotWords(formatDuration(slotSeconds), coarser ? formatDuration(stepSeconds) : null)
  );
  return [...new Set(texts)].map(info);
}

function warning(text: string): QueryResultMetaNotice {
  return { severity: 'warning', text };
}

function info(text: string): QueryResultMetaNotice {
  return { severity: 'info', text };
}
