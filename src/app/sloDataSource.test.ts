/** @jest-environment node */
import { parse } from 'yaml';
import datasourcePlugin from '../datasource/plugin.json';
import { OPTIONS_SCHEMA_VERSION } from '../datasource/types';
import { provisioningYaml } from './sloDataSource';

jest.mock('@grafana/runtime', () => ({
  getDataSourceSrv: () => ({ getList: () => [{ name: 'Reliability SLOs' }] }),
}));

test('the provisioning file is that of the data source, whatever its upstreams are called', () => {
  const yaml = provisioningYaml([
    { uid: 'P1809F7CD0C75ACF3', name: 'prom\n- eu: #1', labels: {} },
    { uid: 'eu"\\ $HOME # x', name: 'prom-us', labels: {} },
  ]);
  expect(parse(yaml)).toEqual({
    apiVersion: 1,
    datasources: [
      {
        name: 'Reliability SLOs 2',
        type: datasourcePlugin.id,
        access: 'proxy',
        jsonData: {
          schemaVersion: OPTIONS_SCHEMA_VERSION,
          // Grafana reads two dollar signs as one.
          upstreams: [{ uid: 'P1809F7CD0C75ACF3' }, { uid: 'eu"\\ $$HOME # x' }],
        },
      },
    ],
  });
});
