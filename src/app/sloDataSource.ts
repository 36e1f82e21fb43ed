import { getBackendSrv } from '@grafana/runtime';
import type { Upstream } from '../core/slo/slo';
import { dataSourceNames, dataSourcesOfType } from '../shared/delegate/dataSources';
import { SLO_DATA_SOURCE_TYPE } from '../shared/sloDataSourceType';

const NAME = 'Reliability SLOs';

/** A data source of this bundle. */
export interface SloDataSource {
  uid: string;
  name: string;
  /** Uids of the data sources it reads from. */
  upstreamUids: readonly string[];
  /** Whether SLOs are defined in its settings, beside those it finds recorded. */
  hasDocuments: boolean;
}

interface Options {
  upstreams?: ReadonlyArray<{ uid: string }>;
  documents?: string | readonly unknown[];
}

export function sloDataSources(): SloDataSource[] {
  return dataSourcesOfType(SLO_DATA_SOURCE_TYPE).map(({ uid, name, jsonData }) => {
    const { upstreams, documents } = jsonData as Options;
    return {
      uid,
      name,
      upstreamUids: (upstreams ?? []).map((upstream) => upstream.uid),
      hasDocuments: (documents?.length ?? 0) > 0,
    };
  });
}

/** What Grafana's API takes, and a provisioning file as well. */
function definition(name: string, upstreams: readonly Upstream[]) {
  return {
    name,
    type: SLO_DATA_SOURCE_TYPE,
    access: 'proxy',
    jsonData: { schemaVersion: 1, upstreams: upstreams.map(({ uid }) => ({ uid })) },
  };
}

/** How often a name is tried that turns out to be taken. */
const MOST_TRIES = 5;

/** Creates a data source that reads from these upstreams. Rejects with Grafana's own error. */
export async function createSloDataSource(upstreams: readonly Upstream[]): Promise<{ uid: string; name: string }> {
  const taken = dataSourceNames();
  for (let tries = 1; ; tries++) {
    const name = freeName(taken);
    try {
      const { datasource } = await getBackendSrv().post<{ datasource: { uid: string } }>(
        '/api/datasources',
        definition(name, upstreams),
        { showErrorAlert: false, showSuccessAlert: false }
      );
      return { uid: datasource.uid, name };
    } catch (error) {
      // A data source that this user may not query holds its name all the same.
      if (httpStatus(error) !== 409 || tries === MOST_TRIES) {
        throw error;
      }
      taken.push(name);
    }
  }
}

export function httpStatus(error: unknown): number | undefined {
  return (error as { status?: number } | undefined)?.status;
}

function freeName(taken: readonly string[]): string {
  let name = NAME;
  for (let number = 2; taken.includes(name); number++) {
    name = `${NAME} ${number}`;
  }
  return name;
}

/** The same data source as a file for Grafana's folder `provisioning/datasources`. */
export function provisioningYaml(upstreams: readonly Upstream[]): string {
  const { name, type, access, jsonData } = definition(freeName(dataSourceNames()), upstreams);
  return [
    'apiVersion: 1',
    '',
    'datasources:',
    `  - name: ${name}`,
    `    type: ${type}`,
    `    access: ${access}`,
    '    jsonData:',
    `      schemaVersion: ${jsonData.schemaVersion}`,
    '      upstreams:',
    ...upstreams.map(({ uid, name: upstream }) => `        - uid: ${yamlText(uid)} # ${upstream.replace(/\s+/g, ' ')}`),
    '',
  ].join('\n');
}

/** A JSON string is a YAML one as well; Grafana replaces `$name` in provisioning files by a variable. */
function yamlText(text: string): string {
  return JSON.stringify(text.replaceAll('$', '$$$$'));
}
