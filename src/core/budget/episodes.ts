/**
 * Episodes: unbroken runs of burning that an alert pair has seen, and the background between them. Together they are what
 * has been spent of the budget.
 */

import type { AlertPair, AlertSeverity } from './alertPairs';
import { errorBudgetRatio } from './budget';
import { runningSums, type RunningSums, type SlotCount } from './slots';

/** Share of the budget above which an episode deserves a postmortem. */
export const POSTMORTEM_COST_RATIO = 0.2;

/**
 * Slots without a number, or without traffic, over which an episode may go on, and over which nobody can tell whether it
 * did: a restart costs a slot or two, and an outage may take its traffic with it.
 */
export const MOST_UNKNOWN_SLOTS = 3;

export interface BurnHistory {
  /** Start of the first slot in epoch seconds. */
  startSeconds: number;
  /** Length of every slot. */
  slotSeconds: number;
  /** Ascending, one after another; null where there is no number. Those before the window let its first alerts be seen. */
  slots: ReadonlyArray<SlotCount | null>;
  /** First slot of the SLO window: only what was bad from there on costs its budget. */
  windowSlot: number;
  /** In (0, 1). */
  objectiveRatio: number;
  pairs: readonly AlertPair[];
  /** What is known to fire at the end of the last slot, where something tells it better than the slots do. */
  firesAtEnd?: AlertSeverity;
}

export interface Episode {
  /** Start of the last unbroken run of slots with a burn rate above 1 before the alert; not the time of the alert. */
  onsetSeconds: number;
  /** False where the slot before has no number, so that it may have begun earlier. */
  onsetSeen: boolean;
  /** End of the first slot after which a pair fired. */
  alertSeconds: number;
  /** End of the last slot with a burn rate above 1 before every pair was quiet; null while it goes on. */
  endSeconds: number | null;
  /** False where too many slots after it have no number, so that it may have ended later; true while it goes on. */
  endSeen: boolean;
  /** Bad events within the SLO window, in the unit of the slots. */
  bad: number;
  /** Greatest burn rate of a slot. */
  peakBurnRate: number;
  /** `page` where a page pair fired at any time in it. */
  severity: AlertSeverity;
}

interface Run {
  from: number;
  /** Last slot. */
  to: number;
}

/** A slot: `burning` is above a burn rate of 1 by itself, `alerting` is at or below it while a pair still fires. */
type SlotState = 'burning' | 'alerting' | 'quiet' | 'unknown';

/**
 * The episodes of a history that reach into the SLO window, ascending and apart. Where a pair goes on firing after a slot
 * of little burn, as the long ones do, the episode goes on, because its next burst is no new incident.
 */
export function findEpisodes(history: BurnHistory): Episode[] {
  const { slots, windowSlot } = history;
  const sums = runningSums(slots);
  const firing = firingSlots(history, sums);
  const states = slots.map((slot, index) => stateOf(slot, firing[index] ?? null, history.objectiveRatio));
  const episodes: Episode[] = [];
  let free = 0;
  for (const run of runsOf(states)) {
    const alert = firstFiring(firing, run);
    if (alert === null) {
      continue;
    }
    const onset = Math.max(free, onsetOf(states, alert, history));
    const open = isOpen(states, run);
    // What goes on costs until now, whatever little burns at the moment.
    const end = open ? slots.length : (lastBurning(states, onset, run.to) ?? run.to) + 1;
    free = run.to + 1;
    if (end > windowSlot) {
      episodes.push(describe(history, sums, states, firing, { onset, alert, end, open, run }));
    }
  }
  return episodes;
}

/** Share of the budget that each bad event, or each slot wholly bad, has spent: 1 / ((1 - objective) · total). */
export function costOfOneBad(objectiveRatio: number, total: number): number {
  return 1 / (errorBudgetRatio(objectiveRatio) * total);
}

/** What has spent the budget outside all episodes: small errors, and what lies in no whole slot of the window. */
export function backgroundRatio(spentRatio: number, costRatios: readonly number[]): number {
  return spentRatio - costRatios.reduce((sum, cost) => sum + cost, 0);
}

function firstFiring(firing: ReadonlyArray<AlertSeverity | null>, { from, to }: Run): number | null {
  for (let index = from; index <= to; index++) {
    if (firing[index] != null) {
      return index;
    }
  }
  return null;
}

/** Whether a run reaches the end of what is known; what is not known yet is no gap. */
function isOpen(states: readonly SlotState[], run: Run): boolean {
  const after = states.slice(run.to + 1);
  return after.length <= MOST_UNKNOWN_SLOTS && after.every((state) => state === 'unknown');
}

/** Slots of an episode: those from `onset` up to and without `end`. */
interface Bounds {
  onset: number;
  alert: number;
  end: number;
  open: boolean;
  run: Run;
}

function describe(
  { startSeconds, slotSeconds, slots, windowSlot, objectiveRatio }: BurnHistory,
  sums: RunningSums,
  states: readonly SlotState[],
  firing: ReadonlyArray<AlertSeverity | null>,
  { onset, alert, end, open, run }: Bounds
): Episode {
  const startOf = (slot: number) => startSeconds + slot * slotSeconds;
  const rates = slots.slice(onset, end).map((slot) => slotBurnRate(slot, objectiveRatio) ?? 0);
  return {
    onsetSeconds: startOf(onset),
    onsetSeen: onset > 0 && states[onset - 1] !== 'unknown',
    alertSeconds: startOf(alert + 1),
    endSeconds: open ? null : startOf(end),
    endSeen: open || states[run.to + 1] !== 'unknown',
    bad: sums.bad(Math.max(onset, windowSlot), end),
    peakBurnRate: rates.reduce((most, rate) => Math.max(most, rate), 0),
    severity: firing.slice(onset, run.to + 1).includes('page') ? 'page' : 'ticket',
  };
}

/** Runs of slots that burn or alert, over gaps that are short enough. */
function runsOf(states: readonly SlotState[]): Run[] {
  const runs: Run[] = [];
  let unknown = 0;
  let joins = false;
  states.forEach((state, index) => {
    if (state === 'quiet') {
      joins = false;
    } else if (state === 'unknown') {
      unknown += 1;
      joins = joins && unknown <= MOST_UNKNOWN_SLOTS;
      return;
    } else {
      const last = runs[runs.length - 1];
      if (joins && last) {
        last.to = index;
      } else {
        runs.push({ from: index, to: index });
      }
      joins = true;
    }
    unknown = 0;
  });
  return runs;
}

/**
 * The first slot of the last run of burning at or before the alert. Pairs whose factor is above 1 fire only where a slot of
 * their short window burns; where none does, the alert is all that is known of the onset.
 */
function onsetOf(states: readonly SlotState[], alert: number, { slotSeconds, pairs }: BurnHistory): number {
  const longestShort = Math.max(...pairs.map(({ shortSeconds }) => slotsIn(shortSeconds, slotSeconds)));
  const last = lastBurning(states, Math.max(0, alert - longestShort + 1), alert);
  if (last === null) {
    return alert;
  }
  let onset = last;
  let unknown = 0;
  for (let index = last - 1; index >= 0 && unknown <= MOST_UNKNOWN_SLOTS; index--) {
    if (states[index] === 'burning') {
      onset = index;
      unknown = 0;
    } else if (states[index] === 'unknown') {
      unknown += 1;
    } else {
      break;
    }
  }
  return onset;
}

function lastBurning(states: readonly SlotState[], from: number, to: number): number | null {
  const index = states.lastIndexOf('burning', to);
  return index >= from ? index : null;
}

function stateOf(slot: SlotCount | null, fires: AlertSeverity | null, objectiveRatio: number): SlotState {
  const rate = slotBurnRate(slot, objectiveRatio);
  if (rate !== null && rate > 1) {
    return 'burning';
  }
  return fires !== null ? 'alerting' : rate === null ? 'unknown' : 'quiet';
}

/** Null where there is no number or no traffic. */
function slotBurnRate(slot: SlotCount | null, objectiveRatio: number): number | null {
  return slot === null || slot.total <= 0 ? null : slot.bad / slot.total / errorBudgetRatio(objectiveRatio);
}

/** The severity that fires at the end of every slot: both windows of a pair are above its factor. */
function firingSlots({ slots, slotSeconds, objectiveRatio, pairs, firesAtEnd }: BurnHistory, sums: RunningSums) {
  const budgetRatio = errorBudgetRatio(objectiveRatio);
  const inSlots = pairs.map(({ shortSeconds, longSeconds, factor, severity }) => ({
    short: slotsIn(shortSeconds, slotSeconds),
    long: slotsIn(longSeconds, slotSeconds),
    errorRatio: factor * budgetRatio,
    severity,
  }));
  return slots.map((_, index): AlertSeverity | null => {
    if (firesAtEnd && index === slots.length - 1) {
      return firesAtEnd;
    }
    const above = (length: number, errorRatio: number) => {
      const from = Math.max(0, index + 1 - length);
      // 0/0 is no number, so it is above nothing.
      return sums.bad(from, index + 1) / sums.total(from, index + 1) > errorRatio;
    };
    const fires = inSlots.filter(({ short, long, errorRatio }) => above(short, errorRatio) && above(long, errorRatio));
    return fires.some(({ severity }) => severity === 'page') ? 'page' : fires.length > 0 ? 'ticket' : null;
  });
}

/** Windows of odd length, such as those of tools that scale them, are taken in whole slots. */
function slotsIn(seconds: number, slotSeconds: number): number {
  return Math.max(1, Math.round(seconds / slotSeconds));
}
