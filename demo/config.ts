import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { jobLabels } from './series';
import { rulesFileText } from './rules';
import { rulesFile, slothSlo } from './sloth-rules';
import { slos } from './slos';
import { toolRules } from './tool-rules';

/** Evaluation interval of the rules: the spacing of the recorded history. */
export const evaluationSeconds = 60;
/** Scrape interval, and spacing of raw samples in the last hour of the history. */
export const scrapeSeconds = 15;

const global = `global:\n  scrape_interval: ${scrapeSeconds}s\n  evaluation_interval: ${evaluationSeconds}s\n`;

function remoteWrite(url: string | undefined): string {
  return url === undefined ? '' : `remote_write:\n  - url: ${JSON.stringify(url)}\n`;
}

/** Path of the demo's Prometheus configuration in its directory. */
export function configPath(dataDir: string): string {
  return join(dataDir, 'prometheus.yml');
}

/**
 * Configuration without targets and rules: anything scraped now would move Prometheus' head to the present and the
 * history would be refused as too old. A remote write target is in it already: Prometheus forwards what is younger than
 * its acquaintance with the target, and the first evaluation of a rule is dated up to a minute back.
 */
export function writeIdleConfig(dataDir: string, remoteWriteUrl?: string): void {
  writeFileSync(configPath(dataDir), `${global}${remoteWrite(remoteWriteUrl)}`);
}

/** Configuration that scrapes the exporter and evaluates rules: Sloth's, one file per service, and those of the other tools. */
export function writeLiveConfig(dataDir: string, exporterPort: number, remoteWriteUrl?: string): void {
  const rulesDir = join(dataDir, 'rules');
  mkdirSync(rulesDir, { recursive: true });
  for (const service of new Set(slos.map((slo) => slo.service))) {
    writeFileSync(
      join(rulesDir, `${service}.yml`),
      rulesFile(slos.filter((slo) => slo.service === service).map(slothSlo))
    );
  }
  for (const [name, groups] of Object.entries(toolRules)) {
    const comment = `${name}: in the form of the tool, made by the demo's own generator.`;
    writeFileSync(join(rulesDir, `${name}.yml`), rulesFileText(comment, groups));
  }
  const live = [
    'rule_files:',
    '  - rules/*.yml',
    'scrape_configs:',
    `  - job_name: ${jobLabels.job}`,
    '    honor_labels: true',
    '    static_configs:',
    `      - targets: ['127.0.0.1:${exporterPort}']`,
    '        labels:',
    `          instance: '${jobLabels.instance}'`,
  ];
  writeFileSync(configPath(dataDir), `${global}${remoteWrite(remoteWriteUrl)}${live.join('\n')}\n`);
}
