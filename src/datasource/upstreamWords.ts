import { t } from '@grafana/i18n';
import { PLAIN_TEXT } from '../shared/plainText';
import type { ResolvedUpstream } from '../shared/delegate/upstreams';

export function noUpstreamWords(): string {
  return t('slo.upstream.none', 'No Prometheus data source is chosen. Choose one in the settings of this data source.');
}

export function unusableWords(resolved: Exclude<ResolvedUpstream, { state: 'ok' }>): string {
  return resolved.state === 'notFound'
    ? t(
        'slo.upstream.not-found',
        'The data source with uid {{uid}} does not exist, or you may not query it. Choose another in the settings, or ask an administrator for access.',
        { ...PLAIN_TEXT, uid: resolved.uid }
      )
    : t(
        'slo.upstream.not-promql',
        '{{name}} is of type {{type}}, which does not speak PromQL. Choose a Prometheus data source in the settings.',
        {
          ...PLAIN_TEXT,
          name: resolved.upstream.name,
          type: resolved.type,
        }
      );
}
