import { useEffect, useState } from 'react';
import type { SloDataSource } from '../datasource';

/** What the fields of a release may offer. */
export interface ReleaseChoices {
  policies: readonly string[];
  /** Versions of the chosen policy, newest first. */
  versions: readonly string[];
  /** Why something is not offered, in words; typed values count all the same. */
  problem: string | null;
}

const NONE: ReleaseChoices = { policies: [], versions: [], problem: null };

/** @param policy as the query names it; a template variable may stand in it */
export function useReleaseChoices(datasource: SloDataSource, policy: string): ReleaseChoices {
  const [choices, setChoices] = useState(NONE);
  const name = datasource.interpolate({ policy }).policy;
  useEffect(() => {
    let gone = false;
    const set = (next: ReleaseChoices) => !gone && setChoices(next);
    void read(datasource, name).then(set, (error: unknown) => set({ ...NONE, problem: messageOf(error) }));
    return () => {
      gone = true;
    };
  }, [datasource, name]);
  return choices;
}

async function read(datasource: SloDataSource, name: string): Promise<ReleaseChoices> {
  const policies = (await datasource.listPolicies()).map((one) => one.name);
  if (!policies.includes(name)) {
    return { ...NONE, policies };
  }
  return datasource.listReleases(name).then(
    (versions) => ({ policies, versions, problem: null }),
    (error: unknown) => ({ policies, versions: [], problem: messageOf(error) })
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
