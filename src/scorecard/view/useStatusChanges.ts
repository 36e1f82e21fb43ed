import { useCallback, useState } from 'react';
import type { Kept } from '../model/keepLast';
import { statusChanges, unseenAfter, type StatusChange, type Unseen } from '../model/statusChanges';

export interface StatusNews {
  /** What the last answer to the same question has changed. */
  changes: readonly StatusChange[];
  unseen: Unseen;
  /** That somebody looks at a row. */
  see: (rowId: string) => void;
}

const NO_CHANGES: readonly StatusChange[] = [];
const NOTHING_UNSEEN: Unseen = new Map();

export function useStatusChanges({ reading, rows }: Kept): StatusNews {
  const [last, setLast] = useState({ reading, rows, changes: NO_CHANGES, unseen: NOTHING_UNSEEN });
  const see = useCallback(
    (rowId: string) =>
      setLast((known) =>
        known.unseen.has(rowId)
          ? { ...known, unseen: new Map([...known.unseen].filter(([id]) => id !== rowId)) }
          : known
      ),
    []
  );
  if (last.reading === reading) {
    return { changes: last.changes, unseen: last.unseen, see };
  }
  const isSame = reading.question === last.reading.question;
  const changes = isSame ? statusChanges(last.rows, rows) : NO_CHANGES;
  const unseen = isSame ? unseenAfter(last.unseen, changes) : NOTHING_UNSEEN;
  setLast({ reading, rows, changes, unseen });
  return { changes, unseen, see };
}
