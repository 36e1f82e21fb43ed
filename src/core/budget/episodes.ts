/**
 * Episodes: unbroken runs of burning that an alert pair has seen, and the background between them. Together they are what
 * has been spent of the budget.
 */

import type { AlertPair, AlertSeverity } from './alertPairs';
import { errorBudgetRatio } from './budget';
import { firingSlots, slotsIn, type Firing } from './firing';
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
  /** Start of the burn that the alert has seen; not the time of the alert. */
  onsetSeconds: number;
  /** False where less than half of the alert's short window before it has numbers, so that it may have begun earlier. */
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
  const burns: Burn[] = [];
  for (const run of runsOf(states)) {
    const alert = firstFiring(firing, run);
    if (alert === null) {
      continue;
    }
    let burn: Burn = { ...run, alert, onset: onsetOf(states, alert, firing[alert]?.shortSlots ?? 1, history) };
    // A burn that reaches back into the one before is the same, of which the alert was quiet for a while.
    for (let last = burns.at(-1); last && burn.onset <= last.to; last = burns.at(-1)) {
      burn = { ...last, to: burn.to, onset: Math.min(burn.onset, last.onset) };
      burns.pop();
    }
    burns.push(burn);
  }
  return burns
    .map((burn) => ({ ...burn, ...endOf(states, burn) }))
    .filter(({ end }) => end > windowSlot)
    .map((bounds) => describe(history, sums, states, firing, bounds));
}

/** Share of the budget that each bad event, or each slot wholly bad, has spent: 1 / ((1 - objective) · total). */
export function costOfOneBad(objectiveRatio: number, total: number): number {
  return 1 / (errorBudgetRatio(objectiveRatio) * total);
}

/** What has spent the budget outside all episodes: small errors, and what lies in no whole slot of the window. */
export function backgroundRatio(spentRatio: number, costRatios: readonly number[]): number {
  return spentRatio - costRatios.reduce((sum, cost) => sum + cost, 0);
}

function firstFiring(firing: ReadonlyArray<Firing | null>, { from, to }: Run): number | null {
  for (let index = from; index <= to; index++) {
    if (firing[index] != null) {
      return index;
    }
  }
  return null;
}

/** Open is what reaches the end of what is known; what is not known yet is no gap. */
function endOf(states: readonly SlotState[], { onset, to }: Burn): { end: number; open: boolean } {
  const after = states.slice(to + 1);
  const open = after.length <= MOST_UNKNOWN_SLOTS && after.every((state) => state === 'unknown');
  // What goes on costs until now, whatever little burns at the moment.
  return { open, end: open ? states.length : (lastBurning(states, onset, to) ?? to) + 1 };
}

/** A run that has fired since the slot `alert`, and burned since the slot `onset`. */
interface Burn extends Run {
  onset: number;
  alert: number;
}

/** Slots of an episode: those from `onset` up to and without `end`. */
interface Bounds extends Burn {
  end: number;
  open: boolean;
}

function describe(
  { startSeconds, slotSeconds, slots, windowSlot, objectiveRatio }: BurnHistory,
  sums: RunningSums,
  states: readonly SlotState[],
  firing: ReadonlyArray<Firing | null>,
  { onset, alert, to, end, open }: Bounds
): Episode {
  const startOf = (slot: number) => startSeconds + slot * slotSeconds;
  const rates = slots.slice(onset, end).map((slot) => slotBurnRate(slot, objectiveRatio) ?? 0);
  return {
    onsetSeconds: startOf(onset),
    onsetSeen: isSeen(slots, onset, firing[alert]?.shortSlots ?? 1),
    alertSeconds: startOf(alert + 1),
    endSeconds: open ? null : startOf(end),
    endSeen: open || states[to + 1] !== 'unknown',
    bad: sums.bad(Math.max(onset, windowSlot), end),
    peakBurnRate: rates.reduce((most, rate) => Math.max(most, rate), 0),
    severity: firing.slice(onset, to + 1).some((fires) => fires?.severity === 'page') ? 'page' : 'ticket',
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
 * Where the burn began that the alert has seen. From the last burning slot before the alert it reaches back over every
 * stretch that as a whole burned above 1 and is no longer than the short window of what fires: of one slot over the unbroken
 * run of burning, of hours over the slots in which a service of little traffic had no failure by chance. Pairs whose factor
 * is above 1 fire only where a slot of their short window burns; where none does, the alert is all that is known.
 */
function onsetOf(
  states: readonly SlotState[],
  alert: number,
  shortSlots: number,
  { slots, slotSeconds, objectiveRatio, pairs }: BurnHistory
): number {
  const longestShort = Math.max(...pairs.map(({ shortSeconds }) => slotsIn(shortSeconds, slotSeconds)));
  const last = lastBurning(states, Math.max(0, alert - longestShort + 1), alert);
  if (last === null) {
    return alert;
  }
  const mostUnknown = Math.max(MOST_UNKNOWN_SLOTS, shortSlots - 1);
  let onset = last;
  let stretch = { bad: 0, total: 0, slots: 0 };
  let unknown = 0;
  for (let index = last - 1; index >= 0 && unknown <= mostUnknown && stretch.slots < shortSlots; index--) {
    const slot = slots[index];
    if (!slot || slot.total <= 0) {
      unknown += 1;
      continue;
    }
    unknown = 0;
    stretch = { bad: stretch.bad + slot.bad, total: stretch.total + slot.total, slots: stretch.slots + 1 };
    if (burnsAbove1(stretch, objectiveRatio)) {
      onset = index;
      stretch = { bad: 0, total: 0, slots: 0 };
    }
  }
  return onset;
}

function isSeen(slots: BurnHistory['slots'], onset: number, shortSlots: number): boolean {
  const before = slots.slice(Math.max(0, onset - shortSlots), onset);
  return before.filter((slot) => slot !== null && slot.total > 0).length >= shortSlots / 2;
}

function lastBurning(states: readonly SlotState[], from: number, to: number): number | null {
  const index = states.lastIndexOf('burning', to);
  return index >= from ? index : null;
}

function stateOf(slot: SlotCount | null, fires: Firing | null, objectiveRatio: number): SlotState {
  if (burnsAbove1(slot, objectiveRatio)) {
    return 'burning';
  }
  return fires !== null ? 'alerting' : slotBurnRate(slot, objectiveRatio) === null ? 'unknown' : 'quiet';
}

function burnsAbove1(slot: SlotCount | null, objectiveRatio: number): boolean {
  const rate = slotBurnRate(slot, objectiveRatio);
  return rate !== null && rate > 1;
}

/** Null where there is no number or no traffic. */
function slotBurnRate(slot: SlotCount | null, objectiveRatio: number): number | null {
  return slot === null || slot.total <= 0 ? null : slot.bad / slot.total / errorBudgetRatio(objectiveRatio);
}
