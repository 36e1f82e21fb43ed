import { print } from '../../promql/print';
import { planRawSamples } from '../../release/rawSamples';
import type { Answer, Answers, InstantQuery, Query } from '../port';
import { planBudget } from './budget';
import { type Reading, readingsOf } from './readings';
import { planStart } from './registration';
import { type ReleaseRequest, spanOf, type SpanName } from './request';
import { planTargets, selectionOf } from './sides';
import { planReadingSize, sizedSelectors } from './sizes';
import { planStarts } from './starts';

const SPANS: readonly SpanName[] = ['soak', 'before', 'burn'];

/**
 * The first of two rounds: what bounds the reading of raw samples (how many series there are, on which targets, with which
 * buckets), and what needs no raw samples. Nothing before the start.
 */
export function planRelease(request: ReleaseRequest): Query[] {
  if (!isStarted(request)) {
    return [];
  }
  const readings = allReadings(request);
  const spans = SPANS.filter((span) => readings.some((reading) => reading.span === span && reading.side !== 'all'));
  const budgets = request.policy.criteria.flatMap((criterion) =>
    criterion.kind === 'remainingBudget' ? planBudget(criterion.id, criterion.slo, request.endSeconds) : []
  );
  const sizes = readings.map((reading) => planReadingSize(request, reading));
  return [
    ...planStart(request),
    ...spans.flatMap((span) => planTargets(request, span)),
    ...new Map(sizes.map((query) => [query.id, query])).values(),
    ...planStarts(request, readings),
    ...budgets,
  ];
}

/** The second: raw samples, in pieces that are small enough to be sent at once. */
export function planReleaseSamples(request: ReleaseRequest, first: Answers): InstantQuery[] {
  return SPANS.flatMap((span) => {
    const sized = sizedOf(request, span, first);
    const selectors = sized.map(({ selector }) => selector);
    return planRawSamples(selectors, spanOf(request, span), sizesOf(request, span, first)).map((query) => ({
      ...query,
      id: rawId(span, query.id),
    }));
  });
}

/** How many series each selector of a span has, under the ids of `planSizes`. */
export function sizesOf(request: ReleaseRequest, span: SpanName, first: Answers): Answers {
  return new Map<string, Answer>(
    sizedOf(request, span, first).map(({ selector, size }) => [`size:${print(selector)}`, size])
  );
}

/** Answers of the second round that are of a span, under the ids of `planRawSamples`. */
export function samplesOf(span: SpanName, second: Answers): Answers {
  const prefix = rawId(span, '');
  return new Map(
    [...second].flatMap(([id, answer]) => (id.startsWith(prefix) ? [[id.slice(prefix.length), answer]] : []))
  );
}

export function isStarted({ startSeconds, endSeconds }: ReleaseRequest): boolean {
  return endSeconds > startSeconds;
}

function rawId(span: SpanName, id: string): string {
  return `${span}|${id}`;
}

function sizedOf(request: ReleaseRequest, span: SpanName, first: Answers) {
  return isStarted(request)
    ? allReadings(request)
        .filter((reading) => reading.span === span)
        .flatMap((reading) => {
          const selection = selectionOf(request, reading.side, span, first);
          return selection.ok ? sizedSelectors(reading, selection.narrow, first) : [];
        })
    : [];
}

function allReadings({ policy }: ReleaseRequest): Reading[] {
  return policy.criteria.flatMap(readingsOf);
}
