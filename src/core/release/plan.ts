import { type BurstTally, LARGEST_BURST } from './bursts';
import { type ShareCriterion } from './criteria/shareOfGood';
import { secondsFor } from './outlook';
import { effective, logForPass, type Sample } from './sample';
import { expectedEvents } from './sampleSize';

/** What is expected of a release before it starts. */
export interface Expectation {
  eventsPerSecond: number;
  /** Share of the error budget that the release is expected to spend, >= 0. Its errors are expected to come one by one. */
  budgetShareRatio: number;
  /** Length of the blocks that events are counted in, > 0. */
  blockSeconds: number;
}

/** Null where it would never pass, Infinity where nothing arrives. */
export interface Plan {
  /** Until a PASS without any bad event. */
  cleanEvents: number | null;
  cleanSeconds: number | null;
  /** Until a PASS with the bad events that are expected. */
  expectedEvents: number | null;
  expectedSeconds: number | null;
}

/** How long a soak must be about, so that a share of good events can be shown. */
export function planShare(criterion: ShareCriterion, expectation: Expectation): Plan {
  const clean = eventsUntilPass(criterion, { ...expectation, budgetShareRatio: 0 });
  const expected = eventsUntilPass(criterion, expectation);
  return {
    cleanEvents: clean,
    cleanSeconds: secondsFor(clean, expectation.eventsPerSecond),
    expectedEvents: expected,
    expectedSeconds: secondsFor(expected, expectation.eventsPerSecond),
  };
}

function eventsUntilPass(criterion: ShareCriterion, expectation: Expectation): number | null {
  const { objectiveRatio, alpha, looks, designEffect } = criterion;
  const budget = 1 - objectiveRatio;
  const q = budget * expectation.budgetShareRatio;
  if (designEffect !== null || looks === 'fixed') {
    const phi = effective(designEffect);
    const sample = (events: number): Sample => ({ good: events * (1 - q), bad: events * q, looks, causes: null });
    const enough = expectedEvents((events) => logForPass(sample(events), budget), alpha);
    return enough === null ? null : enough * phi;
  }
  const badPerBlock = q * expectation.eventsPerSecond * expectation.blockSeconds;
  const perBadEvent = expectedCauses(badPerBlock);
  const sample = (events: number): Sample => ({
    good: events * (1 - q),
    bad: events * q,
    looks,
    causes: { full: perBadEvent.full * events * q, parts: perBadEvent.parts.map((part) => part * events * q) },
  });
  return expectedEvents((events) => logForPass(sample(events), budget), alpha);
}

/** Above this, blocks without a bad event are so rare that runs of others hardly end. */
const BAD_PER_BLOCK_WITHOUT_END = 3;

/**
 * Causes that a bad event is taken for on average, where bad events are independent and a block has so many: those of a run of
 * blocks with bad events are taken together. The chance h(b) that a run has b of them follows from its first block:
 * h(b) = f(b) P0 + sum over x of f(x) (1 - P0) h(b - x), f the Poisson chances of a block that has any, P0 of one with none.
 */
function expectedCauses(badPerBlock: number): BurstTally {
  const parts = Array<number>(LARGEST_BURST).fill(0);
  if (badPerBlock === 0) {
    return { full: 0, parts };
  }
  if (badPerBlock > BAD_PER_BLOCK_WITHOUT_END) {
    return { full: 1 / LARGEST_BURST, parts };
  }
  const none = Math.exp(-badPerBlock);
  const inBlock = [0];
  const inRun = [0];
  // Of a block: none, then each chance from the one before.
  let poisson = none;
  let full = 0;
  let badPerRun = 0;
  for (let bad = 1, seen = 0; seen < 1 - 1e-9; bad++) {
    poisson *= badPerBlock / bad;
    const alone = poisson / (1 - none);
    inBlock.push(alone);
    let chance = alone * none;
    for (let first = 1; first < bad; first++) {
      chance += (inBlock[first] ?? 0) * (1 - none) * (inRun[bad - first] ?? 0);
    }
    inRun.push(chance);
    seen += chance;
    badPerRun += chance * bad;
    full += chance * Math.floor(bad / LARGEST_BURST);
    const rest = bad % LARGEST_BURST;
    parts[rest] = (parts[rest] ?? 0) + (rest > 0 ? chance : 0);
  }
  return { full: full / badPerRun, parts: parts.map((part) => part / badPerRun) };
}
