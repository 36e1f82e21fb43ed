import type { Selector } from '../../promql/ast';
import type { ReadEvidence } from '../../release/assessment/assess';
import type { CountsEvidence, EvidenceOf } from '../../release/assessment/evidence';
import type { ReleaseProblem, Side } from '../../release/assessment/assessment';
import { blockSeconds } from '../../release/counter';
import type { Block } from '../../release/counts';
import type { PolicyCriterion } from '../../release/policy/policy';
import { readRawSamples } from '../../release/rawSamples';
import { countSli } from '../../release/sliCounts';
import type { EventCount, EventsSli, EventTerm } from '../../slo/events';
import type { Answer, Answers } from '../port';
import { readBudget } from './budget';
import { readBurns } from './burns';
import { samplesOf, sizesOf } from './plan';
import { readingsOf } from './readings';
import { baselineSpan, type ReleaseRequest, spanOf, type SpanName } from './request';
import { selectionOf } from './sides';
import { boundsAround, bucket } from './sizes';
import { readStarts } from './starts';

type ReadCounts = { ok: true; evidence: CountsEvidence } | { ok: false; problems: readonly ReleaseProblem[] };

/** Reads the evidence of criteria from the answers to both rounds. */
export function evidenceReader(
  request: ReleaseRequest,
  first: Answers,
  second: Answers
): (criterion: PolicyCriterion) => ReadEvidence {
  const starts = readStarts(first);
  const spans = new Map<SpanName, { sizes: Answers; samples: Answers }>();
  const rawOf = (name: SpanName, selector: Selector): Answer => {
    const known = spans.get(name) ?? { sizes: sizesOf(request, name, first), samples: samplesOf(name, second) };
    spans.set(name, known);
    return readRawSamples(selector, spanOf(request, name), known.sizes, known.samples);
  };

  const counts = (events: EventsSli, side: Side, name: SpanName): ReadCounts => {
    const selection = selectionOf(request, side, name, first);
    if (!selection.ok) {
      return { ok: false, problems: [selection.problem] };
    }
    const span = spanOf(request, name);
    const read = (selector: Selector): Answer => {
      const answer = rawOf(name, selector);
      return answer.state === 'ok'
        ? { ...answer, series: answer.series.filter(({ labels }) => selection.holds(labels)) }
        : answer;
    };
    const counted = countSli(narrowed(events, selection.narrow), read, starts, span);
    if (counted.state !== 'ok') {
      return { ok: false, problems: counted.problems };
    }
    const { series, coverageRatio, ...rest } = counted.counts;
    return {
      ok: true,
      evidence: {
        ...rest,
        seriesCount: series,
        coverage: coverageRatio,
        badSeriesAbsent: counted.badSeriesAbsent,
        blockSeconds: blockSeconds(span),
      },
    };
  };

  const latency = (criterion: Extract<PolicyCriterion, { kind: 'latency' }>): ReadEvidence => {
    const { buckets, threshold } = criterion;
    const [reading] = readingsOf(criterion);
    const bounds = reading ? boundsAround(reading, first) : null;
    const within = (bound: number): EventsSli => ({
      counted: 'good',
      part: [{ sign: 1, selector: bucket(buckets, bound) }],
      total: [{ sign: 1, selector: bucket(buckets, Infinity) }],
    });
    if (bounds === null) {
      // Says what is wrong: no series, or no answer.
      const read = counts(within(Infinity), 'release', 'soak');
      return read.ok ? { ok: false, problems: [{ kind: 'noSeries', metric: buckets.metric ?? '' }] } : read;
    }
    const { lower, upper, series } = bounds;
    const unequal = [...(lower === null ? [] : [lower]), upper].find((at) => series.get(at) !== series.get(Infinity));
    if (unequal !== undefined) {
      const metric = buckets.metric ?? '';
      return { ok: false, problems: [{ kind: 'bucketsDiffer', metric, bound: unequal }] };
    }
    const most = counts(within(upper), 'release', 'soak');
    const least = lower === null || lower === upper ? most : counts(within(lower), 'release', 'soak');
    if (!most.ok || !least.ok) {
      return most.ok ? least : most;
    }
    const isExact = lower === threshold && upper === threshold;
    const evidence: EvidenceOf['latency'] = {
      lowerBound: lower,
      upperBound: Number.isFinite(upper) ? upper : null,
      least: lower === null ? noneGood(least.evidence) : least.evidence,
      most: isExact ? null : most.evidence,
    };
    return { ok: true, evidence };
  };

  return (criterion) => {
    switch (criterion.kind) {
      case 'successRatio':
        return counts(criterion.events, 'release', 'soak');
      case 'latency':
        return latency(criterion);
      case 'noRegression': {
        const release = counts(criterion.events, 'release', 'soak');
        const baseline = counts(criterion.events, 'baseline', baselineSpan(criterion));
        return release.ok && baseline.ok
          ? { ok: true, evidence: { release: release.evidence, baseline: baseline.evidence } }
          : { ok: false, problems: [release, baseline].flatMap((read) => (read.ok ? [] : read.problems)) };
      }
      case 'remainingBudget':
        return readBudget(criterion.id, criterion.slo, request.endSeconds, first);
      case 'noBurnAlert': {
        const { slo, pairs } = criterion;
        const read = (selector: Selector) => rawOf('burn', selector);
        return readBurns(slo, pairs, read, starts, spanOf(request, 'burn'), request.startSeconds);
      }
      case 'headroom':
        return { ok: true, evidence: null };
      case 'attestation': {
        const { answer, evidenceUrl, author, attestedAtSeconds, expiresAtSeconds } = criterion;
        const isAnswered = answer !== undefined && evidenceUrl !== undefined && author !== undefined;
        return {
          ok: true,
          evidence:
            isAnswered && attestedAtSeconds !== undefined && expiresAtSeconds !== undefined
              ? { answer, evidenceUrl, author, attestedAtSeconds, expiresAtSeconds }
              : null,
        };
      }
    }
  };
}

function narrowed({ counted, part, total }: EventsSli, narrow: (selector: Selector) => Selector): EventsSli {
  const term = (one: EventTerm): EventTerm => ({ ...one, selector: narrow(one.selector) });
  const count = ([one, ...others]: EventCount): EventCount => [term(one), ...others.map(term)];
  return { counted, part: count(part), total: count(total) };
}

/** No bound lies below the threshold, so that no event is known to be within it. */
function noneGood(evidence: CountsEvidence): CountsEvidence {
  return { ...evidence, good: 0, blocks: evidence.blocks.map(([total]): Block => [total, total]) };
}
