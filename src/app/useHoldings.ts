import { useEffect, useState } from 'react';
import { map, merge } from 'rxjs';
import type { Upstream } from '../core/slo/slo';
import { ASKING, probe, type Holdings } from './probe';

/** What every data source holds, as far as it has answered. A new list of data sources is looked into anew. */
export function useHoldings(upstreams: readonly Upstream[]): (uid: string) => Holdings {
  const [holdings, setHoldings] = useState<ReadonlyMap<string, Holdings>>(new Map());
  useEffect(() => {
    setHoldings(new Map());
    const now = Date.now();
    const probes = upstreams.map((upstream) => probe(upstream, now).pipe(map((held) => [upstream.uid, held] as const)));
    const subscription = merge(...probes).subscribe(([uid, held]) =>
      setHoldings((before) => new Map(before).set(uid, held))
    );
    return () => subscription.unsubscribe();
  }, [upstreams]);
  return (uid) => holdings.get(uid) ?? ASKING;
}
