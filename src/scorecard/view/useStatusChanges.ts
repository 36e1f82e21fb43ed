import { useState } from 'react';
import type { Kept } from '../model/keepLast';
import { statusChanges, type StatusChange } from '../model/statusChanges';

const NONE: readonly StatusChange[] = [];

/** What the last answer to the same question has changed. */
export function useStatusChanges({ reading, rows }: Kept): readonly StatusChange[] {
  const [last, setLast] = useState({ reading, rows, changes: NONE });
  if (last.reading === reading) {
    return last.changes;
  }
  const changes = reading.question === last.reading.question ? statusChanges(last.rows, rows) : NONE;
  setLast({ reading, rows, changes });
  return changes;
}
