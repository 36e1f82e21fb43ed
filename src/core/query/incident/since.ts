import { rankGroups, type RankedGroup } from '../../budget/mainGroup';
import type { Reason } from '../../budget/dataState';
import { costOfOneBad } from '../../budget/episodes';
import { errorBudgetRatio } from '../../budget/budget';
import { binary, call, number, subquery, type Selector } from '../../promql/ast';
import { print } from '../../promql/print';
import { isComposite, measuredSlos } from '../../slo/composite';
import type { EventsSli } from '../../slo/events';
import { seriesKey } from '../../slo/identity';
import { column } from '../columns';
import { countEvents } from '../events/count';
import { groupsBy, increaseByGroup, readByGroup, TELLING_LABELS } from '../events/groupCounts';
import { increase } from '../events/plan';
import { selectorsOf, termKey, termsOf, type Terms } from '../events/terms';
import { SHORTEST_COUNT_SECONDS } from '../judgedSlo';
import type { Answers, InstantQuery } from '../port';
import { isRecorded, isSlotted } from '../slos/recordedPlan';
import type { SloRow } from '../slos/row';
import { partReader, UNION_LABEL, unionQueries, type Leaf, type PartAnswer, type ReadPart } from '../union';

/** More than that burn at once in no incident that anybody could read. */
const MOST_ROWS = 50;
const UNION_ID = 'sinceOnset';
/** As many groups as anybody looks at first. */
const MOST_GROUPS = 3;

/** What was spent since the onset, and where. */
export interface Since {
  /** Null where only ratios are recorded. */
  badEvents: number | null;
  /** Share of the budget of the SLO window; null where nobody can tell. */
  costRatio: number | null;
  /** By how much more of the bad events than of the traffic each has; empty where nothing tells groups apart. */
  groups: readonly RankedGroup[];
  /** Why its events could not be read by group; null where they were, and where it has none. */
  unread: Reason | null;
  /** Labels of which all events have one value. */
  only: ReadonlyArray<{ label: string; value: string }>;
  /** What the members of a composite have cost it, costliest first; empty for every other SLO. */
  members: ReadonlyArray<{ name: string; costRatio: number }>;
}

/** How far back from now a row is looked at. */
export interface Look {
  row: SloRow;
  seconds: number;
  /** Whether it is asked what it has cost; groups alone tell that only where they are few enough to be read. */
  cost: boolean;
}

/** Every row that has an onset, since then. */
export function looksSinceOnset(toSeconds: number, rows: readonly SloRow[]): Look[] {
  return rows.flatMap((row) => (row.onset ? [{ row, seconds: toSeconds - row.onset.atSeconds, cost: true }] : []));
}

/**
 * The events of each look by everything that tells groups apart, and the recorded ratios where no events are known: instant
 * queries of one time, at most 50 rows in unions, of which a composite is as many as it has members.
 */
export function planSince(toSeconds: number, looks: readonly Look[]): InstantQuery[] {
  const asked = askedOf(looks);
  const terms = termsOfRows(asked);
  return unionQueries<InstantQuery>(
    UNION_ID,
    asked.flatMap((look) => leavesOf(look, terms)),
    (question) => ({ kind: 'instant', ...question, atSeconds: toSeconds })
  );
}

/** `increase` needs two samples. */
function askedOf(looks: readonly Look[]): Look[] {
  let rows = 0;
  return looks
    .filter(({ row }) => {
      rows += measuredSlos([row.slo]).length;
      return rows <= MOST_ROWS;
    })
    .map((look) => ({ ...look, seconds: Math.max(SHORTEST_COUNT_SECONDS, look.seconds) }));
}

function termsOfRows(asked: readonly Look[]): Terms {
  return termsOf(measuredSlos(asked.map(({ row }) => row.slo)));
}

function leavesOf({ row, seconds, cost }: Look, terms: Terms): Leaf[] {
  const { slo } = row;
  const selectors = measuredSlos([slo]).flatMap(({ events }) => (events ? selectorsOf(events) : []));
  if (selectors.length > 0) {
    // Members have a cost and no groups.
    const grouped = !isComposite(slo);
    return [...new Map(selectors.map((selector) => [termKey(terms, selector), selector]))].flatMap(([term, selector]) =>
      [
        ...(grouped ? [{ key: keyOf(row, term), expr: increaseByGroup(selector, seconds) }] : []),
        ...(cost ? [{ key: keyOf(row, costTerm(term)), expr: increase(selector, seconds) }] : []),
        // How long ago the onset was is another at every refresh; what is refused is not.
      ].map((leaf) => ({ ...leaf, identity: `${UNION_ID}:${print(selector)}` }))
    );
  }
  if (!isRecorded(slo) || !isSlotted(slo)) {
    return [];
  }
  const { ratio, seconds: slotSeconds } = slo.recorded.slot;
  const withTraffic = binary(column(ratio, [slo.recorded]), '>=', number(0));
  const bad = ratio.holds === 'bad' ? withTraffic : binary(number(1), '-', withTraffic);
  return [
    {
      key: keyOf(row, 'ratios'),
      expr: call('sum_over_time', subquery(bad, seconds, slotSeconds)),
      identity: `${UNION_ID}:${slo.id}`,
    },
  ];
}

function costTerm(term: string): string {
  return `cost:${term}`;
}

function keyOf({ slo }: SloRow, term: string): string {
  return JSON.stringify([slo.id, term]);
}

/** By row, where the answers tell it. */
export function judgeSince(toSeconds: number, looks: readonly Look[], answers: Answers): Map<SloRow, Since> {
  const asked = askedOf(looks);
  const read = partReader(planSince(toSeconds, looks), answers);
  const terms = termsOfRows(asked);
  return new Map(
    asked.flatMap(({ row }) => {
      const since = isComposite(row.slo)
        ? byMembers(row, terms, read)
        : row.slo.events
          ? byEvents(row, terms, read)
          : byRatios(row, read);
      return since ? [[row, since] as const] : [];
    })
  );
}

function byEvents(row: SloRow, terms: Terms, read: ReadPart): Since | null {
  const { slo, eventWeighted } = row;
  const { events, objectiveRatio } = slo;
  if (!events) {
    return null;
  }
  const answers = groupsOf(events, row, terms, read);
  const { bad } = countEvents(events, costOf(row, terms, read), []);
  const total = eventWeighted?.totalEvents.value ?? null;
  return {
    badEvents: bad.value,
    costRatio:
      bad.value === null || objectiveRatio === null || !total ? null : bad.value * costOfOneBad(objectiveRatio, total),
    groups: ranked((label) => groupsBy(label, events, answers)),
    unread: [...answers.values()].flatMap((answer) => (answer.state === 'failed' ? [answer.reason] : []))[0] ?? null,
    only: TELLING_LABELS.flatMap((label) => {
      const [one, ...others] = groupsBy(label, events, answers);
      return one && others.length === 0 && one.value !== '' ? [{ label, value: one.value }] : [];
    }),
    members: [],
  };
}

/** What was counted of a selector, whatever tells it apart. */
function costOf(row: SloRow, terms: Terms, read: ReadPart) {
  return (selector: Selector) => read(UNION_ID, keyOf(row, costTerm(termKey(terms, selector))));
}

function groupsOf(events: EventsSli, row: SloRow, terms: Terms, read: ReadPart): Map<Selector, PartAnswer> {
  return new Map(
    selectorsOf(events).map((selector) => [selector, readByGroup(read(UNION_ID, keyOf(row, termKey(terms, selector))))])
  );
}

/**
 * Σ weight · share of its own budget that each member has spent since, as the composite's budget is spent. The events of
 * members are of different things: they add up to no number, and their groups to no group.
 */
function byMembers(row: SloRow, terms: Terms, read: ReadPart): Since {
  const costs = (row.slo.composite ?? []).map(({ name, weight, objectiveRatio, events }, index) => {
    const total = row.members?.[index]?.totalEvents.value ?? null;
    const bad = countEvents(events, costOf(row, terms, read), []).bad.value;
    // What had no traffic in the whole window has spent nothing.
    const spent = total === 0 ? 0 : bad === null || total === null ? null : bad * costOfOneBad(objectiveRatio, total);
    return { name, costRatio: spent === null ? null : weight * spent };
  });
  const members = costs.flatMap(({ name, costRatio }) => (costRatio === null ? [] : [{ name, costRatio }]));
  return {
    badEvents: null,
    costRatio: members.length < costs.length ? null : members.reduce((sum, { costRatio }) => sum + costRatio, 0),
    groups: [],
    unread: null,
    only: [],
    members: members.sort((a, b) => b.costRatio - a.costRatio),
  };
}

/** The label whose first group exceeds the most tells where; of labels that tell the same the first is named. */
function ranked(groupsOf: (label: string) => Parameters<typeof rankGroups>[0]): RankedGroup[] {
  const byLabel = TELLING_LABELS.map((label) =>
    rankGroups(groupsOf(label))
      .filter(({ value }) => value !== '')
      .map((group) => ({ ...group, label }))
  ).filter((groups) => groups.length > 1);
  const excess = ([first]: RankedGroup[]) => (first ? first.badRatio - first.trafficRatio : 0);
  const standing = byLabel.filter(([first]) => first?.standsOut);
  const [told = []] = (standing.length > 0 ? standing : byLabel).sort((a, b) => excess(b) - excess(a));
  return told.slice(0, MOST_GROUPS);
}

/** Each slot weighs the same: what its ratio is of the slots of the SLO window. */
function byRatios(row: SloRow, read: ReadPart): Since | null {
  const { slo } = row;
  if (!isRecorded(slo) || !isSlotted(slo) || slo.objectiveRatio === null) {
    return null;
  }
  const { recorded, objectiveRatio, window } = slo;
  const answer = read(UNION_ID, keyOf(row, 'ratios'));
  const ignored = new Set([...recorded.remarkLabels, UNION_LABEL]);
  const series =
    answer.state === 'ok'
      ? answer.series.find(
          ({ labels }) => seriesKey(labels, ignored) === (recorded.slot.ratio.seriesKey ?? recorded.seriesKey)
        )
      : undefined;
  const sum = series?.values[0];
  if (sum === undefined || !Number.isFinite(sum)) {
    return null;
  }
  // As the tool's own number: of the slots that there are, which are fewer where the history is shorter.
  const slots = (window.seconds / recorded.slot.seconds) * (row.budgetRemaining.coverageRatio ?? 1);
  return {
    badEvents: null,
    costRatio: sum / slots / errorBudgetRatio(objectiveRatio),
    groups: [],
    unread: null,
    only: [],
    members: [],
  };
}
