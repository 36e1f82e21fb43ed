import { t } from '@grafana/i18n';
import type { DiscoveryFailure } from '../core/slo/catalogue';
import type { SourceTool } from '../core/slo/slo';
import { PLAIN_TEXT } from '../shared/plainText';

export function toolWord(tool: SourceTool): string {
  const words: Record<SourceTool, string> = {
    sloth: 'Sloth',
    openslo: 'OpenSLO',
    pyrra: 'Pyrra',
    'grafana-slo': 'Grafana SLO',
    'slo-generator': 'slo-generator',
    'kubernetes-mixin': 'kubernetes-mixin',
  };
  return words[tool];
}

/** That SLOs of a tool may be missing. */
export function discoveryFailureWords({ tool, message }: DiscoveryFailure): string {
  return t('slo.discovery-failed', 'SLOs of {{tool}} could not be looked for: {{message}}', {
    ...PLAIN_TEXT,
    tool: toolWord(tool),
    message,
  });
}
