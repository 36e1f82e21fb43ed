import { useMemo, useState } from 'react';
import type { InterpolateFunction, PanelData } from '@grafana/data';
import { keepLast, type Kept } from '../model/keepLast';
import { readPanelData, type Reading } from '../model/reading';

/** Reads the panel's data and keeps the last good numbers while a refresh fails. */
export function useKept(data: PanelData, replaceVariables: InterpolateFunction): Kept {
  const reading = useMemo(() => readPanelData(data, replaceVariables), [data, replaceVariables]);
  const [memory, setMemory] = useState<{ reading: Reading; kept: Kept }>(() => ({
    reading,
    kept: keepLast(null, reading),
  }));
  if (memory.reading === reading) {
    return memory.kept;
  }
  // State rather than a ref: a render that React throws away must not leave its numbers behind.
  const kept = keepLast(memory.kept, reading);
  setMemory({ reading, kept });
  return kept;
}
