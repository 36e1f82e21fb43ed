import { useEffect, useState } from 'react';
import type { SloDataSource } from '../datasource';

/** Services and SLO names to choose from, as the upstreams hold them now. Empty while unknown. */
export function useChoices(datasource: SloDataSource): { services: string[]; slos: string[] } {
  const [choices, setChoices] = useState<{ services: string[]; slos: string[] }>({ services: [], slos: [] });
  useEffect(() => {
    let gone = false;
    void datasource.listSlos(datasource.endSeconds()).then(
      (found) => {
        if (!gone) {
          const unique = (values: string[]) => [...new Set(values)].sort();
          setChoices({ services: unique(found.map((slo) => slo.service)), slos: unique(found.map((slo) => slo.name)) });
        }
      },
      // The panel itself says what is wrong; an editor without suggestions still takes typed values.
      () => undefined
    );
    return () => {
      gone = true;
    };
  }, [datasource]);
  return choices;
}
