import {
  createDataFrame,
  CustomVariableSupport,
  FieldType,
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
} from '@grafana/data';
import { t } from '@grafana/i18n';
import { from, map, type Observable } from 'rxjs';
import { PLAIN_TEXT } from '../shared/plainText';
import { choicesOf } from './choices';
import type { SloDataSource } from './datasource';
import { LazyVariableQueryEditor } from './editors/lazyEditors';
import { filterSlos } from './query';
import { statusChoices } from './statuses';
import type { SloVariableQuery } from './types';
import { readVariableQuery, type VariableProblem } from './variableQuery';

/** A value and how it is shown. */
interface Choice {
  value: string;
  label: string;
}

/** Template variables: statuses, release policies and versions, and services, names, owners and labels of the SLOs that the upstreams hold. */
export class SloVariableSupport extends CustomVariableSupport<SloDataSource, SloVariableQuery> {
  override readonly editor = LazyVariableQueryEditor;

  constructor(private readonly datasource: SloDataSource) {
    super();
  }

  override query(request: DataQueryRequest<SloVariableQuery>): Observable<DataQueryResponse> {
    return from(this.read(request)).pipe(map((choices) => ({ data: [choicesFrame(choices)] })));
  }

  /** Rejects rather than listing nothing: a variable without values looks like a Prometheus without SLOs. */
  private async read({ targets, range, scopedVars }: DataQueryRequest<SloVariableQuery>): Promise<Choice[]> {
    const reading = readVariableQuery(targets[0]);
    if (!reading.ok) {
      throw new Error(problemWords(reading.problem));
    }
    const { services = [], values, label, policy = '' } = reading.query;
    if (values === 'statuses') {
      return statusChoices();
    }
    const { datasource } = this;
    const asChoice = (value: string): Choice => ({ value, label: value });
    if (values === 'releases') {
      // Not of the range: what is chosen now may have begun before it.
      return (await datasource.listReleases(datasource.interpolate({ policy }, scopedVars).policy)).map(asChoice);
    }
    const wanted = datasource.interpolate({ services }, scopedVars);
    if (values === 'policies') {
      const policies = await datasource.listPolicies();
      return policies
        .filter(({ service }) => wanted.services.length === 0 || wanted.services.includes(service))
        .map(({ name }) => asChoice(name));
    }
    const all = await datasource.listSlos(datasource.endSeconds(range.to.valueOf()));
    return choicesOf(filterSlos(all, wanted), { values, label }).map(asChoice);
  }
}

/** As Grafana reads the choices of a variable. */
function choicesFrame(choices: readonly Choice[]): DataFrame {
  const field = (name: string, values: string[]) => ({ name, type: FieldType.string, values });
  return createDataFrame({
    fields: [
      field(
        'text',
        choices.map(({ label }) => label)
      ),
      field(
        'value',
        choices.map(({ value }) => value)
      ),
    ],
  });
}

function problemWords(problem: VariableProblem): string {
  switch (problem.kind) {
    case 'unknownQuery':
      return t(
        'variable.problem.unknown-query',
        'The variable asks for “{{text}}”, which this data source does not know. It knows services, slos, owners, statuses, policies, releases(name of a policy), label_names() and label_values(name of a label).',
        { ...PLAIN_TEXT, text: problem.text }
      );
    case 'policyMissing':
      return t(
        'variable.problem.policy-missing',
        'The variable lists the versions of a release policy, but no policy is chosen. Choose one in the settings of the variable.'
      );
    case 'labelMissing':
      return t(
        'variable.problem.label-missing',
        'The variable lists the values of a label, but no label is chosen. Choose one in the settings of the variable.'
      );
  }
}
