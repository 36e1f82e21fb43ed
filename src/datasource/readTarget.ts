import type { DataQueryRequest } from '@grafana/data';
import type { LabelMatcher } from '../core/slo/labelMatchers';
import { readAdHoc } from './adHoc';
import { migrateQuery, unknownChoice, type QueryTexts } from './query';
import type { AskedRange } from './queryTypes/queryKind';
import { futureRangeWords, unknownChoiceWords } from './refusalWords';
import { unknownStatus } from './statuses';
import type { SloQuery } from './types';
import { invalidWindowWords, readWindow } from './window';

/** What a query of a request asks for. */
export interface ReadTarget {
  ok: true;
  texts: QueryTexts;
  /** Null for each SLO's own. */
  windowSeconds: number | null;
  matchers: readonly LabelMatcher[];
}

/** The same, or why it cannot be asked: an answer to another question would look like one to this. */
export function readTarget(
  stored: SloQuery,
  { filters }: Pick<DataQueryRequest, 'filters'>,
  { fromSeconds, toSeconds }: Pick<AskedRange, 'fromSeconds' | 'toSeconds'>,
  interpolate: (query: SloQuery) => QueryTexts
): ReadTarget | { ok: false; message: string } {
  const refused = (message: string) => ({ ok: false, message }) as const;
  const texts = interpolate(migrateQuery(stored));
  const unknown = unknownChoice(stored) ?? unknownStatus(texts.statuses);
  if (unknown) {
    return refused(unknownChoiceWords(unknown));
  }
  const window = readWindow(texts.window);
  if (!window.ok) {
    return refused(invalidWindowWords(window.text));
  }
  const adHoc = readAdHoc(filters);
  if (!adHoc.ok) {
    return refused(adHoc.message);
  }
  return fromSeconds > toSeconds
    ? refused(futureRangeWords())
    : { ok: true, texts, windowSeconds: window.windowSeconds, matchers: adHoc.matchers };
}
