import { useCallback, useEffect, useState } from 'react';
import type { Slo } from '../../core/slo/slo';
import { choicesOf, type ChoiceQuery } from '../choices';
import type { SloDataSource } from '../datasource';

/** What there is to choose from, as the upstreams hold it now. Empty while unknown. */
export type Choices = (values: ChoiceQuery['values'], label?: string) => string[];

export function useChoices(datasource: SloDataSource): Choices {
  const [slos, setSlos] = useState<readonly Slo[]>([]);
  useEffect(() => {
    let gone = false;
    void datasource.listSlos(datasource.endSeconds()).then(
      (found) => {
        if (!gone) {
          setSlos(found);
        }
      },
      // The panel itself says what is wrong; an editor without suggestions still takes typed values.
      () => undefined
    );
    return () => {
      gone = true;
    };
  }, [datasource]);
  return useCallback((values, label) => choicesOf(slos, { values, label }), [slos]);
}
