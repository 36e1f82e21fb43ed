import { useEffect, useState } from 'react';
import type { Slo } from '../../core/slo/slo';
import { choicesBeside, type ChoiceQuery } from '../choices';
import type { SloDataSource } from '../datasource';
import { filterSlos, type QueryTexts } from '../query';

/** What there is to choose from. */
export interface Choices {
  isLoading: boolean;
  /** What is wrong with upstreams, in words; what they hold is missing. */
  problems: readonly string[];
  /** Whether the upstreams have SLOs and the filters choose none of them. */
  isNoneChosen: boolean;
  /** Template variables as they are written in a query. */
  variables: readonly string[];
  /** Values that the upstreams hold, of SLOs that pass the filters of other fields. Empty while unknown. */
  known: (values: ChoiceQuery['values'], label?: string) => string[];
}

type Read = Awaited<ReturnType<SloDataSource['readSlos']>>;

/** @param endMilliseconds end of the time range, whose SLOs are told; those of now by default */
export function useChoices(datasource: SloDataSource, chosen: Partial<QueryTexts>, endMilliseconds?: number): Choices {
  const [read, setRead] = useState<Pick<Read, 'slos' | 'problems'> | null>(null);
  // The list of SLOs is kept for a minute, and a range that follows the clock ends at another time with every rendering.
  const atSeconds = Math.floor(datasource.endSeconds(endMilliseconds) / 60) * 60;
  useEffect(() => {
    let gone = false;
    datasource.readSlos(atSeconds).then(
      (found) => !gone && setRead(found),
      (error: unknown) => !gone && setRead({ slos: [], problems: [String(error)] })
    );
    return () => {
      gone = true;
    };
  }, [datasource, atSeconds]);
  const slos: readonly Slo[] = read?.slos ?? [];
  const filter = datasource.interpolate(chosen);
  return {
    isLoading: read === null,
    problems: read?.problems ?? [],
    isNoneChosen: slos.length > 0 && filterSlos(slos, filter).length === 0,
    variables: datasource.variableTexts(),
    known: (values, label) => choicesBeside(slos, filter, { values, label }),
  };
}
