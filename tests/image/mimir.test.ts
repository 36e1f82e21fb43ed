import { parse } from 'yaml';
import { defaultHistoryDays } from '../../demo/stories';
import { readCompose, readText } from './composeFile';

interface MimirConfig {
  server: { http_listen_port: number };
  multitenancy_enabled: boolean;
  activity_tracker: { filepath: string };
  blocks_storage: { filesystem: { dir: string }; tsdb: { dir: string }; bucket_store: { sync_dir: string } };
  compactor: { data_dir: string };
  ruler: { rule_path: string };
  ruler_storage: { filesystem: { dir: string } };
  limits: Record<string, string | number>;
}

const config = parse(readText('docker/mimir.yaml'), { strict: true }) as MimirConfig;
const { mimir, 'demo-mimir': demo, 'grafana-mimir': grafana } = readCompose().services;
const days = (text: string | number) => Number(/^(\d+)d$/.exec(String(text))?.[1]);

describe("Mimir's configuration", () => {
  it('is the one that its container reads', () => {
    expect(mimir!.command).toEqual(['-config.file=/etc/mimir/mimir.yaml']);
    expect(mimir!.volumes).toContain('./docker/mimir.yaml:/etc/mimir/mimir.yaml:ro');
  });

  it('writes into the volume alone, each part into a folder of its own', () => {
    const { blocks_storage, compactor, ruler, ruler_storage } = config;
    const folders = [
      blocks_storage.filesystem.dir,
      blocks_storage.tsdb.dir,
      blocks_storage.bucket_store.sync_dir,
      compactor.data_dir,
      ruler.rule_path,
      ruler_storage.filesystem.dir,
    ];
    expect(folders.filter((folder) => !/^\/var\/lib\/mimir\/[a-z]+$/.test(folder))).toEqual([]);
    expect(new Set(folders).size).toBe(folders.length);
    expect(mimir!.volumes).toContain('mimir-data:/var/lib/mimir');
    expect(config.activity_tracker.filepath).toBe('');
  });

  it('serves what the demo and Grafana ask for', () => {
    const url = `http://mimir:${config.server.http_listen_port}`;
    expect(demo!.environment!.DEMO_REMOTE_WRITE_URL).toBe(`${url}/api/v1/push`);
    expect(grafana!.environment!.PROMETHEUS_URL).toBe(`${url}/prometheus`);
    // Neither of them says whose the samples are.
    expect(config.multitenancy_enabled).toBe(false);
  });

  it('takes a history as long as that of the demo, and answers with it at once', () => {
    const { out_of_order_time_window, compactor_blocks_retention_period, query_ingesters_within } = config.limits;
    expect(days(out_of_order_time_window!)).toBeGreaterThan(defaultHistoryDays);
    expect(days(compactor_blocks_retention_period!)).toBeGreaterThan(defaultHistoryDays);
    expect(query_ingesters_within).toBe('0s');
  });
});
