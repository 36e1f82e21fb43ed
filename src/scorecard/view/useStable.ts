import { useState } from 'react';
import { same } from '../model/same';

/** The first of several values, one after the other, that hold the same. */
export function useStable<T>(value: T): T {
  const [kept, setKept] = useState(value);
  if (same(kept, value)) {
    return kept;
  }
  setKept(value);
  return value;
}
