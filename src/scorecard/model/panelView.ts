import type { SloTableRole } from '../../core/frame/sloTable';
import type { Kept } from './keepLast';
import { keepRows } from './keepRows';
import type { Notice } from './notices';
import { byWorst } from './order';
import type { Failure } from './reading';
import type { ScoreRow } from './row';

/** What there is to show. */
export type PanelView =
  | { kind: 'loading' }
  | { kind: 'noFrames' }
  | { kind: 'unfitFrames'; missing: readonly SloTableRole[] }
  | { kind: 'failed'; failures: readonly Failure[] }
  | { kind: 'empty'; notices: readonly Notice[] }
  | {
      kind: 'rows';
      rows: readonly ScoreRow[];
      failures: readonly Failure[];
      notices: readonly Notice[];
      toMilliseconds: number;
    };

/**
 * Rows win over everything else, so that one failing query never blanks what another one gave.
 *
 * @param before rows that were shown until now
 */
export function panelView({ reading, rows }: Kept, before: readonly ScoreRow[]): PanelView {
  const { failures, notices, frames, settled, toMilliseconds } = reading;
  if (rows.length > 0) {
    return { kind: 'rows', rows: [...keepRows(before, rows)].sort(byWorst), failures, notices, toMilliseconds };
  }
  if (!settled) {
    return { kind: 'loading' };
  }
  if (failures.length > 0) {
    return { kind: 'failed', failures };
  }
  switch (frames.kind) {
    case 'none':
      return { kind: 'noFrames' };
    case 'unfit':
      return { kind: 'unfitFrames', missing: frames.missing };
    case 'fit':
      return { kind: 'empty', notices };
  }
}
