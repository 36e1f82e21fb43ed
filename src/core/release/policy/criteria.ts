import { defaultPairs } from '../../budget/alertPairs';
import { shown, type Place } from '../../document/place';
import type { Selector } from '../../promql/ast';
import { isCounter, readEventCount } from '../../slo/countQuery';
import type { SloDefinition } from '../../slo/definition';
import type { EventCount, EventsSli } from '../../slo/events';
import { safeUrl } from '../../slo/links';
import { readRatio } from '../../slo/openslo/ratio';
import type { References } from '../../slo/openslo/references';
import { nominalSeconds } from '../../window/calendar';
import type { Looks } from '../sample';
import { readNumber, readObjective } from './numbers';
import type { BurnPair, CountedSlo, CriterionKind, NoRegression, ReleaseIdentity } from './policy';
import { readSelector } from './selector';

/** What a criterion is read with: the SLOs that it may refer to, and what holds for all of the policy. */
export interface CriterionContext {
  sloNamed: (service: string, name: string) => SloDefinition | undefined;
  looks: Looks;
  identity: ReleaseIdentity['kind'];
}

type ReadCriterion = (place: Place, context: CriterionContext) => CriterionKind | null;

/** Readers by the key under which a criterion stands. */
const READERS = {
  successRatio: readSuccessRatio,
  latency: readLatency,
  noRegression: readNoRegression,
  remainingBudget: readRemainingBudget,
  noBurnAlert: readNoBurnAlert,
  headroom: readHeadroom,
  attestation: readAttestation,
} as const satisfies Record<string, ReadCriterion>;

const KINDS = Object.keys(READERS) as Array<keyof typeof READERS>;

/** What an item of the list of criteria requires; null where something of it is wrong. */
export function readCriterionKind(item: Place, context: CriterionContext): CriterionKind | null {
  item.allowKeys(['id', 'required', ...KINDS]);
  const [kind, other] = KINDS.filter((key) => item.get(key).exists);
  if (kind === undefined) {
    return item.report({ kind: 'eitherOf', keys: KINDS });
  }
  if (other !== undefined) {
    return item.get(other).report({ kind: 'exclusive', other: kind });
  }
  const place = item.get(kind);
  return place.isMap() ? READERS[kind](place, context) : null;
}

function readSuccessRatio(place: Place, context: CriterionContext): CriterionKind | null {
  const counted = readCounted(place, context, ['objective']);
  return counted && { kind: 'successRatio', ...counted };
}

function readLatency(place: Place, context: CriterionContext): CriterionKind | null {
  place.allowKeys(['slo', 'histogram', 'threshold', 'objective']);
  if (place.get('slo').exists) {
    return readLatencyOfSlo(place, context);
  }
  const buckets = readBuckets(place.get('histogram'));
  const threshold = readNumber(place.get('threshold'), { above: 0, below: Infinity });
  const objectiveRatio = readObjective(place.get('objective'));
  return buckets === null || threshold === null || objectiveRatio === null
    ? null
    : { kind: 'latency', buckets, threshold, objectiveRatio };
}

function readLatencyOfSlo(place: Place, context: CriterionContext): CriterionKind | null {
  for (const key of ['histogram', 'threshold']) {
    if (place.get(key).exists) {
      return place.get(key).report({ kind: 'exclusive', other: 'slo' });
    }
  }
  const slo = readSlo(place.get('slo'), context);
  const objectiveRatio = place.get('objective').exists ? readObjective(place.get('objective')) : slo?.objectiveRatio;
  if (!slo || objectiveRatio == null) {
    return null;
  }
  const { threshold } = slo.events;
  return threshold
    ? { kind: 'latency', buckets: threshold.buckets, threshold: threshold.upperBound, objectiveRatio }
    : place.get('slo').report({ kind: 'notAHistogram', value: `${slo.service}/${slo.name}` });
}

/** The buckets of a classic histogram, named by itself or by its buckets. */
function readBuckets(place: Place): Selector | null {
  const selector = readSelector(place, 'notAHistogram');
  if (selector === null) {
    return null;
  }
  const { metric = '' } = selector;
  if (metric === '' || /_(count|sum|total)$/.test(metric)) {
    return place.report({ kind: 'notAHistogram', value: shown(place.text() ?? '') });
  }
  return {
    ...selector,
    metric: metric.endsWith('_bucket') ? metric : `${metric}_bucket`,
    matchers: selector.matchers.filter(({ label }) => label !== 'le'),
  };
}

const MARGINS = { hybrid: null, ratio: 'difference', difference: 'ratio' } as const;
const DEFAULT_RATIO = 2;
/** Share of the error budget that the release may have more of bad events than its baseline. */
const DEFAULT_BUDGET_SHARE = 0.25;

function readNoRegression(place: Place, context: CriterionContext): NoRegression | null {
  const keys = ['objective', 'against', 'margin', 'ratio', 'difference', 'levelShare', 'test'];
  const counted = readCounted(place, context, keys);
  const against = readBaseline(place.get('against'), context);
  const margin = place.get('margin').exists ? place.get('margin').oneOf(['hybrid', 'ratio', 'difference']) : 'hybrid';
  const unused = margin === null ? null : MARGINS[margin];
  if (unused !== null && place.get(unused).exists) {
    return place.get(unused).report({ kind: 'exclusive', other: `margin: ${margin}` });
  }
  const ratio = optionalNumber(place.get('ratio'), DEFAULT_RATIO, { above: 0, below: Infinity });
  const budget = counted ? 1 - counted.objectiveRatio : NaN;
  const difference = optionalNumber(place.get('difference'), budget * DEFAULT_BUDGET_SHARE, { above: 0, below: 1 });
  const canaryLevelShare = optionalNumber(place.get('levelShare'), 0.5, { above: 0, below: 1 });
  const test = readTest(place.get('test'), context.looks === 'fixed' && margin === 'difference');
  if (counted === null || against === null || margin === null || test === null) {
    return null;
  }
  if (ratio === null || difference === null || canaryLevelShare === null) {
    return null;
  }
  return {
    kind: 'noRegression',
    events: counted.events,
    errorBudgetRatio: budget,
    against,
    ratioMargin: margin === 'difference' ? null : ratio,
    differenceMargin: margin === 'ratio' ? null : difference,
    canaryLevelShare,
    test,
  };
}

/** Without a way to tell versions apart nothing runs beside the release. */
function readBaseline(place: Place, { identity }: CriterionContext): NoRegression['against'] | null {
  const against = place.exists ? place.oneOf(['concurrent', 'previous']) : 'concurrent';
  return against === 'concurrent' && identity === 'startTime' ? place.report({ kind: 'versionNeeded' }) : against;
}

/** The score test holds at one look only, and for a difference only. */
function readTest(place: Place, mayBeScore: boolean): NoRegression['test'] | null {
  return place.exists ? place.oneOf(mayBeScore ? (['bounds', 'score'] as const) : (['bounds'] as const)) : 'bounds';
}

const DEFAULT_REMAINING_RATIO = 0.25;

function readRemainingBudget(place: Place, context: CriterionContext): CriterionKind | null {
  place.allowKeys(['slo', 'atLeast']);
  const slo = readSlo(place.get('slo'), context);
  const leastRemainingRatio = optionalNumber(place.get('atLeast'), DEFAULT_REMAINING_RATIO, {
    above: -Infinity,
    below: 1,
    including: 'below',
  });
  return slo && leastRemainingRatio !== null ? { kind: 'remainingBudget', slo, leastRemainingRatio } : null;
}

function readNoBurnAlert(place: Place, context: CriterionContext): CriterionKind | null {
  place.allowKeys(['slo', 'severity']);
  const severity = place.get('severity').exists ? place.get('severity').oneOf(['page', 'ticket', 'any']) : 'page';
  const definition = readSloDefinition(place.get('slo'), context);
  const slo = definition && countedSlo(place.get('slo'), definition);
  if (!slo || severity === null) {
    return null;
  }
  const all = definition.pairs ?? defaultPairs(nominalSeconds(slo.window));
  const pairs = all
    .filter((pair) => severity === 'any' || pair.severity === severity)
    .map(({ factor, thresholdRate = factor, longSeconds, shortSeconds }): BurnPair => {
      return { factor: thresholdRate, longSeconds, shortSeconds };
    });
  return pairs.length > 0
    ? { kind: 'noBurnAlert', slo, pairs }
    : place.get('severity').report({ kind: 'noPairs', value: `${slo.service}/${slo.name}`, severity });
}

function readHeadroom(place: Place): CriterionKind | null {
  place.allowKeys(['atLeast']);
  const leastHeadroomRatio = readNumber(place.get('atLeast'), { above: 0, below: 1, including: 'above' });
  return leastHeadroomRatio === null ? null : { kind: 'headroom', leastHeadroomRatio };
}

/** A question alone is one that nobody has answered yet; an answer takes who, when, until when and what shows it. */
function readAttestation(place: Place): CriterionKind | null {
  place.allowKeys(['question', 'answer', 'evidence', 'author', 'attestedAt', 'expiresAt']);
  const question = place.get('question').text();
  if (!['answer', 'evidence', 'author', 'attestedAt', 'expiresAt'].some((key) => place.get(key).exists)) {
    return question === null ? null : { kind: 'attestation', question };
  }
  const answerPlace = place.get('answer');
  const answer = answerPlace.exists ? answerPlace.optionalBoolean() : answerPlace.report({ kind: 'missing' });
  const evidenceUrl = readWebAddress(place.get('evidence'));
  const author = place.get('author').text();
  const attestedAtSeconds = readTime(place.get('attestedAt'));
  const expiresAtSeconds = readTime(place.get('expiresAt'));
  if (question === null || answer === null || evidenceUrl === null || author === null) {
    return null;
  }
  if (attestedAtSeconds === null || expiresAtSeconds === null) {
    return null;
  }
  return { kind: 'attestation', question, answer, evidenceUrl, author, attestedAtSeconds, expiresAtSeconds };
}

/** What is counted: `slo`, or good (or bad) events and all of them, in PromQL or as OpenSLO writes a ratio. */
function readCounted(
  place: Place,
  context: CriterionContext,
  otherKeys: readonly string[]
): { objectiveRatio: number; events: EventsSli } | null {
  place.allowKeys(['slo', 'ratioMetric', 'good', 'bad', 'total', 'counter', ...otherKeys]);
  const objective = place.get('objective');
  if (place.get('slo').exists) {
    const own = ['ratioMetric', 'good', 'bad', 'total'].find((key) => place.get(key).exists);
    if (own !== undefined) {
      return place.get(own).report({ kind: 'exclusive', other: 'slo' });
    }
    const slo = readSlo(place.get('slo'), context);
    const objectiveRatio = objective.exists ? readObjective(objective) : slo?.objectiveRatio;
    return slo && objectiveRatio != null ? { objectiveRatio, events: slo.events } : null;
  }
  const objectiveRatio = readObjective(objective);
  const events = readEvents(place);
  return objectiveRatio === null || events === null ? null : { objectiveRatio, events };
}

const NO_DOCUMENTS: References = {
  sli: () => undefined,
  dataSource: () => undefined,
  alertPolicy: () => undefined,
  alertCondition: () => undefined,
};

function readEvents(place: Place): EventsSli | null {
  const ratioMetric = place.get('ratioMetric');
  const [good, bad] = [place.get('good'), place.get('bad')];
  if (ratioMetric.exists) {
    const own = ['good', 'bad', 'total'].find((key) => place.get(key).exists);
    return own === undefined
      ? (readRatio(ratioMetric, NO_DOCUMENTS)?.events ?? null)
      : place.get(own).report({ kind: 'exclusive', other: 'ratioMetric' });
  }
  if (good.exists && bad.exists) {
    return bad.report({ kind: 'exclusive', other: 'good' });
  }
  if (!good.exists && !bad.exists) {
    return place.report({ kind: 'eitherOf', keys: ['good', 'bad', 'slo', 'ratioMetric'] });
  }
  const counter = place.get('counter').optionalBoolean();
  const part = readCount(good.exists ? good : bad, counter);
  const total = readCount(place.get('total'), counter);
  if (part === null || total === null) {
    return null;
  }
  return JSON.stringify(part) === JSON.stringify(total)
    ? (good.exists ? good : bad).report({ kind: 'partIsTotal' })
    : { counted: good.exists ? 'good' : 'bad', part, total };
}

function readCount(place: Place, counter: boolean | null): EventCount | null {
  const read = readEventCount(place);
  return read && isCounter(place, read.text, read.parsed, counter) ? read.parsed.count : null;
}

function readSlo(place: Place, context: CriterionContext): CountedSlo | null {
  const definition = readSloDefinition(place, context);
  return definition && countedSlo(place, definition);
}

function readSloDefinition(place: Place, { sloNamed }: CriterionContext): SloDefinition | null {
  const text = place.text();
  if (text === null) {
    return null;
  }
  const slash = text.indexOf('/');
  const definition = slash < 0 ? undefined : sloNamed(text.slice(0, slash), text.slice(slash + 1));
  return definition ?? place.report({ kind: 'unknownReference', value: shown(text), wanted: 'SLO' });
}

/** Null, reported, for an SLO of which nothing can be counted from raw counters. */
function countedSlo(place: Place, definition: SloDefinition): CountedSlo | null {
  const { service, name, objectiveRatio, window, events } = definition;
  const isCounted =
    events !== undefined && [...events.part, ...events.total].every(({ selector }) => !selector.samples);
  return isCounted && objectiveRatio !== null && objectiveRatio > 0
    ? { service, name, objectiveRatio, window, events }
    : place.report({ kind: 'sloNotCounted', value: `${service}/${name}` });
}

function readWebAddress(place: Place): string | null {
  const text = place.text();
  const isWeb = text !== null && /^https?:/i.test(text) && safeUrl(text) !== null;
  return text === null || isWeb ? text : place.report({ kind: 'unsafeUrl', value: shown(text) });
}

const TIME = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/;

/** A day, or a time with its zone, as epoch seconds. */
function readTime(place: Place): number | null {
  const text = place.text();
  if (text === null) {
    return null;
  }
  const seconds = TIME.test(text) ? Date.parse(text) / 1000 : NaN;
  return Number.isNaN(seconds) ? place.report({ kind: 'notATime', value: shown(text) }) : seconds;
}

function optionalNumber(place: Place, byDefault: number, bounds: Parameters<typeof readNumber>[1]): number | null {
  return place.exists ? readNumber(place, bounds) : byDefault;
}
