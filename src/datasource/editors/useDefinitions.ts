import { useEffect, useState } from 'react';
import type { ReadDocuments } from '../../core/slo/documents';
import { loadDefinitions } from '../documents/load';
import type { SloDataSourceOptions } from '../types';

/** Long enough not to read at every key, short enough to see the effect of one. */
const PAUSE_MILLISECONDS = 300;

export type DefinitionsState =
  { state: 'reading' } | ({ state: 'read' } & ReadDocuments) | { state: 'failed'; message: string };

/** What the documents define and what is wrong with them, a moment after they were last changed. */
export function useDefinitions(documents: SloDataSourceOptions['documents']): DefinitionsState {
  const [read, setRead] = useState<DefinitionsState>({ state: 'reading' });
  useEffect(() => {
    let gone = false;
    const timer = setTimeout(() => {
      loadDefinitions(documents).then(
        (found) => !gone && setRead({ state: 'read', ...found }),
        (error: unknown) => !gone && setRead({ state: 'failed', message: String(error) })
      );
    }, PAUSE_MILLISECONDS);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [documents]);
  return read;
}
