import {
  createDataFrame,
  CustomVariableSupport,
  FieldType,
  type DataQueryRequest,
  type DataQueryResponse,
} from '@grafana/data';
import { from, map, type Observable } from 'rxjs';
import type { SloDataSource } from './datasource';
import { VariableQueryEditor } from './editors/VariableQueryEditor';
import { filterSlos } from './query';
import type { SloVariableQuery } from './types';

/** Template variables: the services or the names of the SLOs that the upstreams hold. */
export class SloVariableSupport extends CustomVariableSupport<SloDataSource, SloVariableQuery> {
  override readonly editor = VariableQueryEditor;

  constructor(private readonly datasource: SloDataSource) {
    super();
  }

  override query(request: DataQueryRequest<SloVariableQuery>): Observable<DataQueryResponse> {
    return from(this.read(request)).pipe(
      map((values) => ({ data: [createDataFrame({ fields: [{ name: 'value', type: FieldType.string, values }] })] }))
    );
  }

  private async read({ targets, range, scopedVars }: DataQueryRequest<SloVariableQuery>): Promise<string[]> {
    const [target] = targets;
    const all = await this.datasource.listSlos(this.datasource.endSeconds(range.to.valueOf()));
    const slos = filterSlos(all, this.datasource.interpolate({ services: target?.services ?? [] }, scopedVars));
    const values = slos.map(({ service, name }) => (target?.values === 'slos' ? name : service));
    return [...new Set(values)].sort();
  }
}
