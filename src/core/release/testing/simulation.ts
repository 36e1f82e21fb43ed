import { LARGEST_BURST } from '../bursts';
import { type Block, type Counts } from '../counts';
import { judgeSuccessRatio, type ShareCriterion } from '../criteria/shareOfGood';
import { firstWhole } from '../numeric/root';
import { effective, logForPass, type Sample, sampleOf } from '../sample';

/** A release that is watched, event by event. */
export interface Soak {
  objectiveRatio: number;
  alpha: number;
  /** Null where it is not registered. */
  designEffect: number | null;
  eventsPerSecond: number;
  soakSeconds: number;
  lookSeconds: number;
  blockSeconds: number;
  /** Share of the budget that is spent in truth. */
  budgetShareRatio: number;
  /** Errors come so many at a time, at any moments within `burstSeconds`. */
  burst: number;
  burstSeconds: number;
}

/** Places of the bad events among the events, in order: a burst begins at any event with the same chance. */
export function badEvents(soak: Soak, random: () => number): number[] {
  const { eventsPerSecond, soakSeconds, objectiveRatio, budgetShareRatio, burst, burstSeconds } = soak;
  const logNoBurst = Math.log1p((-(1 - objectiveRatio) * budgetShareRatio) / burst);
  const events = eventsPerSecond * soakSeconds;
  const places: number[] = [];
  for (let begin = 0; ; begin++) {
    begin += Math.floor(Math.log(random()) / logNoBurst);
    if (begin >= events) {
      return burst === 1 ? places : places.sort((a, b) => a - b);
    }
    places.push(begin);
    for (let more = 1; more < burst; more++) {
      places.push(begin + Math.ceil(random() * burstSeconds * eventsPerSecond));
    }
  }
}

/** What is counted of a soak until a moment. */
export function countsAt(soak: Soak, places: readonly number[], seconds: number): Counts {
  const { eventsPerSecond, blockSeconds } = soak;
  const total = eventsPerSecond * seconds;
  if (soak.designEffect !== null) {
    const bad = firstFrom(places, total);
    return { good: total - bad, total, unobserved: 0, coverageRatio: 1 };
  }
  const perBlock = eventsPerSecond * blockSeconds;
  const blocks: Block[] = [];
  let [from, bad] = [0, 0];
  for (let start = 0; start < total; start += perBlock) {
    const end = Math.min(total, start + perBlock);
    while (bad < places.length && places[bad]! < end) {
      bad++;
    }
    blocks.push([end - start, bad - from]);
    from = bad;
  }
  return { good: total - bad, total, unobserved: 0, coverageRatio: 1, blocks };
}

/** How many places are before one. */
function firstFrom(places: readonly number[], place: number): number {
  let [from, to] = [0, places.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    [from, to] = places[middle]! < place ? [middle + 1, to] : [from, middle];
  }
  return from;
}

export function criterionOf({ objectiveRatio, alpha, designEffect }: Soak): ShareCriterion {
  return { objectiveRatio, alpha, beta: alpha, looks: 'anytime', designEffect };
}

/**
 * Whether soaks pass at some look.
 *
 * Without a bad event evidence only grows, so it is enough to look last before the next one. Bad events do least harm one by
 * one, so nothing passes with fewer events than it would take then. And evidence grows by no more than a known amount with
 * each event, so looks that cannot be enough since the last one are left out too.
 */
export function passingAtSomeLook(soak: Soak): (places: readonly number[]) => boolean {
  const criterion = criterionOf(soak);
  const eventsPerLook = soak.eventsPerSecond * soak.lookSeconds;
  const budget = 1 - soak.objectiveRatio;
  const phi = soak.designEffect;
  const mostPerEvent = phi === null ? budget / LARGEST_BURST : -Math.log(soak.objectiveRatio) / effective(phi);
  const enough = -Math.log(soak.alpha);
  const lastLook = Math.floor(soak.soakSeconds / soak.lookSeconds);
  const leastEvents: number[] = [];
  const leastFor = (bad: number) => (leastEvents[bad] ??= leastOneByOne(soak, bad));

  return (places) => {
    let [evidence, evidenceAt] = [0, 0];
    for (let bad = 0; bad <= places.length; bad++) {
      const look = Math.min(lastLook, Math.floor((places[bad] ?? Infinity) / eventsPerLook));
      const events = look * eventsPerLook;
      // Where the last bad event came after the look, there is an earlier turn for it.
      const isWithin = bad === 0 || places[bad - 1]! < events;
      if (isWithin && events >= leastFor(bad) && evidence + (events - evidenceAt) * mostPerEvent >= enough) {
        const counts = countsAt(soak, places, look * soak.lookSeconds);
        evidence = logForPass(sampleOf(counts, 'bad', criterion), budget);
        evidenceAt = events;
        if (evidence >= enough && judgeSuccessRatio(criterion, counts).verdict === 'PASS') {
          return true;
        }
      }
    }
    return false;
  };
}

function leastOneByOne({ objectiveRatio, alpha, designEffect }: Soak, bad: number): number {
  const phi = designEffect === null ? 1 : effective(designEffect);
  const sample = (events: number): Sample => ({
    good: (events - bad) / phi,
    bad: bad / phi,
    looks: 'anytime',
    causes: designEffect === null ? { full: 0, parts: [0, bad] } : null,
  });
  return (
    firstWhole((events) => logForPass(sample(events), 1 - objectiveRatio) >= -Math.log(alpha), bad + 1) ?? Infinity
  );
}

/** The same at each look in turn. */
export function passesLookByLook(soak: Soak, places: readonly number[]): boolean {
  for (let seconds = soak.lookSeconds; seconds <= soak.soakSeconds; seconds += soak.lookSeconds) {
    if (judgeSuccessRatio(criterionOf(soak), countsAt(soak, places, seconds)).verdict === 'PASS') {
      return true;
    }
  }
  return false;
}

/** The most that a chance can be that was met so many times, with confidence 0.99. Source: E. Wilson, JASA 22, 1927. */
export function upper99(met: number, runs: number): number {
  const z = 2.3263478740408408;
  const share = met / runs;
  const half = z * Math.sqrt((share * (1 - share)) / runs + (z / (2 * runs)) ** 2);
  return (share + (z * z) / (2 * runs) + half) / (1 + (z * z) / runs);
}
