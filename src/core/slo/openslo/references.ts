import type { Place } from '../../document/place';

/** The documents that others refer to by name. */
export interface References {
  sli: (name: string) => Place | undefined;
  dataSource: (name: string) => Place | undefined;
  alertPolicy: (name: string) => Place | undefined;
  alertCondition: (name: string) => Place | undefined;
}
