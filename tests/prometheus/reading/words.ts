import type { DocumentIssue } from '../../../src/core/document/problem';
import type { SloRow } from '../../../src/core/query/slos/row';
import type { ReadDocuments } from '../../../src/core/slo/documents';
import type { SloDefinition } from '../../../src/core/slo/definition';
import type { Slo } from '../../../src/core/slo/slo';
import { nominalSeconds } from '../../../src/core/window/calendar';
import { readConfigured } from '../../../src/datasource/documents/read';

// What came out of a reader or a discovery, in the words of the README's table. What did not come out is `NOT_YET`.

export const NOT_YET = 'not yet';

const DAY_SECONDS = 86_400;

/** Problems that say of a document that it, or a part of it, is not read. */
const REFUSALS: ReadonlyArray<DocumentIssue['kind']> = [
  'notSupported',
  'notOneOf',
  'rawRatio',
  'notAHistogram',
  'ignored',
  'missing',
];

/** The only SLO of a document; null where it is refused as something that is not read. A mistake of the test throws. */
function definitionOf(text: string): SloDefinition | null {
  const { definitions, problems } = readConfigured(text);
  const [only, ...others] = definitions;
  if (others.length > 0 || (!only && !problems.some(({ issue }) => REFUSALS.includes(issue.kind)))) {
    throw new Error(`${definitions.length} SLOs of\n${text}\n${JSON.stringify(problems)}`);
  }
  return only ?? null;
}

/** How a document lets its SLI be measured. */
export function documentSli(text: string): string {
  const definition = definitionOf(text);
  if (definition?.events) {
    return definition.events.total[0].selector.samples ? 'samples' : 'events';
  }
  if (definition?.slices) {
    return 'slices';
  }
  if (definition?.native) {
    return 'objective and latency';
  }
  return definition?.uncountable ? 'objective only' : NOT_YET;
}

/** How one kind of ratio is measured where it is a quotient of two counts, and where it is any other. */
export function documentRaw(ofEvents: string, other: string): string {
  const [counted, rest] = [documentSli(ofEvents), documentSli(other)];
  return counted === rest ? counted : `${counted} of a ÷ b, others ${rest}`;
}

/** Which of some formats are read, by a document of each. */
export function formats(documents: Readonly<Record<string, string>>): string {
  const [read, unread] = [true, false].map((isRead) =>
    Object.entries(documents)
      .filter(([, text]) => (definitionOf(text) !== null) === isRead)
      .map(([format]) => `\`${format}\``)
      .join(', ')
  );
  return [read, unread && `${unread} ${NOT_YET}`].filter(Boolean).join(', ');
}

/** Whether documents of some windows (seconds) are read with just those. */
export function documentWindows(documents: ReadonlyArray<[text: string, seconds: number]>): string {
  const definitions = documents.map(([text, seconds]) => ({ definition: definitionOf(text), seconds }));
  const assumed = definitions.map(({ definition }) =>
    definition?.windowAssumed ? nominalSeconds(definition.window) : null
  );
  if (assumed.every((seconds) => seconds === 28 * DAY_SECONDS)) {
    return '28 days assumed';
  }
  return definitions.every(
    ({ definition, seconds }) => definition?.window.kind === 'rolling' && definition.window.seconds === seconds
  )
    ? 'any'
    : NOT_YET;
}

export function documentCalendar(text: string, zone: string): string {
  const window = definitionOf(text)?.window;
  return window?.kind === 'calendar' && window.zone === zone ? 'any' : NOT_YET;
}

export function documentPairs(text: string, factors: readonly number[]): string {
  return pairWords(definitionOf(text)?.pairs ?? [], factors);
}

export function documentComposite(text: string, members: number): string {
  return definitionOf(text)?.composite?.length === members ? 'read' : NOT_YET;
}

export function documentObjective(text: string, objectiveRatio: number): string {
  return definitionOf(text)?.objectiveRatio === objectiveRatio ? 'read' : NOT_YET;
}

export function documentLinks(text: string): string {
  return linkWords(definitionOf(text)?.links ?? []);
}

/** What nothing in the reading of a document tells of. */
export function documentUnread(text: string): string {
  const read: ReadDocuments = readConfigured(text);
  if (read.definitions.length > 0) {
    throw new Error(`The document is read:\n${text}`);
  }
  return NOT_YET;
}

/** An SLO as it was discovered with the rules and without them. */
export interface Discovered {
  withRules: readonly Slo[];
  withoutRules: readonly Slo[];
  rows: readonly SloRow[];
}

/** What the number of each over the SLO window is. */
export function recordedSli(...all: readonly Discovered[]): string {
  return [...new Set(all.map(sliWords))].join(' or ');
}

function sliWords({ withRules: [slo], rows: [row] }: Discovered): string {
  if (row?.sli.value == null) {
    return NOT_YET;
  }
  const events = slo?.events !== undefined || slo?.recorded?.rates !== undefined;
  if (!slo?.recorded?.windowRatio) {
    return events ? 'events' : slo?.recorded?.slot ? 'mean of slots' : NOT_YET;
  }
  switch (slo.recorded.weighs) {
    case 'slots':
      return events ? 'mean of slots and events' : 'mean of slots';
    case 'events':
      return events ? 'events' : 'ratio of events';
    case 'traffic':
      return 'mean weighed by traffic';
    case 'query':
      return 'ratio of its query';
  }
}

/** The same where nothing that is recorded tells how the number was made. */
export function recordedNumber({ rows: [row] }: Discovered): string {
  return row?.sli.value == null ? NOT_YET : 'its number';
}

export function found(all: readonly Discovered[]): string {
  return all.every(({ withoutRules }) => withoutRules.length > 0) ? 'found' : NOT_YET;
}

export function recordedWindows(slos: ReadonlyArray<[found: Discovered, seconds: number]>): string {
  return slos.every(
    ([
      {
        withoutRules: [slo],
      },
      seconds,
    ]) =>
      slo?.window.kind === 'rolling' &&
      slo.window.seconds === seconds &&
      !slo.problems.some(({ kind }) => kind === 'windowAssumed')
  )
    ? 'any'
    : NOT_YET;
}

export function recordedPairs({ withRules: [slo] }: Discovered, factors: readonly number[]): string {
  return pairWords(slo?.pairs ?? [], factors);
}

function pairWords(pairs: Slo['pairs'], factors: readonly number[]): string {
  const isRead =
    pairs.length === factors.length && pairs.every(({ factor }, index) => Math.abs(factor - factors[index]!) < 1e-9);
  if (!isRead) {
    return NOT_YET;
  }
  return pairs.every(({ shortSeconds, longSeconds }) => shortSeconds === longSeconds) ? 'one window each' : 'read';
}

/** What an SLO with so many groups is, by the rows that have a number. */
export function groups({ rows }: Pick<Discovered, 'rows'>, count: number): string {
  const isMeasured = ({ sli, slo }: SloRow) =>
    sli.value !== null && !slo.problems.some(({ kind }) => kind === 'sliMissing');
  if (!rows.every(isMeasured)) {
    return NOT_YET;
  }
  return rows.length === count ? 'a row each' : rows.length === 1 ? 'one row of all' : NOT_YET;
}

/** @param objectiveRatio what it is by the tool's own document */
export function recordedObjective(all: readonly Discovered[], objectiveRatio: number): string {
  const words = all.map(({ withRules, withoutRules }) => {
    const isTold = (slos: readonly Slo[]) =>
      slos.length > 0 && slos.every((slo) => Math.abs((slo.objectiveRatio ?? NaN) - objectiveRatio) < 1e-9);
    return isTold(withoutRules) ? 'read' : isTold(withRules) ? 'by rules' : NOT_YET;
  });
  return [...new Set(words)].join(', ');
}

export function budget({ rows: [row] }: Pick<Discovered, 'rows'>): string {
  if (row?.budgetRemaining.value == null) {
    return NOT_YET;
  }
  return row.slo.recorded?.budgetRemaining ? 'recorded' : 'computed';
}

export function recordedLinks({ withRules: [slo] }: Discovered): string {
  return linkWords(slo?.links ?? []);
}

function linkWords(links: Slo['links']): string {
  return links.some(({ kind }) => kind === 'runbook') ? 'read' : NOT_YET;
}

/** What an SLO has by its rules and has not without them. */
export function toldByRules(all: readonly Discovered[]): string {
  const facts: ReadonlyArray<[word: string, fact: (slo: Slo) => unknown]> = [
    ['objective', ({ objectiveRatio }) => objectiveRatio],
    ['events', ({ events }) => events],
    ['alert pairs', ({ pairs }) => pairs.map(({ factor, shortSeconds }) => [factor, shortSeconds])],
    ['links', ({ links }) => links],
  ];
  const differing = facts.filter(([, fact]) =>
    all.some(
      ({ withRules, withoutRules }) => JSON.stringify(withRules.map(fact)) !== JSON.stringify(withoutRules.map(fact))
    )
  );
  return differing.length === 0 ? NOT_YET : differing.map(([word]) => word).join(', ');
}
