import { useEffect, useState } from 'react';
import type { Upstream } from '../../core/slo/slo';
import { ask } from '../delegate/ask';
import { loadSuggestions, type Found } from './load';

let asked = 0;

/** What an upstream could have SLOs for; undefined while that is not known yet. */
export function useSuggestions({ uid }: Upstream): Found | undefined {
  const [found, setFound] = useState<Found>();
  useEffect(() => {
    const startTime = Date.now();
    const askUpstream: Parameters<typeof loadSuggestions>[0] = (queries) =>
      ask({ uid }, queries, {
        requestId: `suggestions-${uid}-${asked++}`,
        scopedVars: {},
        startTime,
        timezone: 'utc',
        hideFromInspector: true,
      });
    setFound(undefined);
    const subscription = loadSuggestions(askUpstream, Math.floor(startTime / 1000)).subscribe(setFound);
    return () => subscription.unsubscribe();
  }, [uid]);
  return found;
}
