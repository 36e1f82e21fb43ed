import { t } from '@grafana/i18n';
import { PLAIN_TEXT } from '../shared/plainText';
import { SLO_DATA_SOURCE_TYPE } from '../shared/sloDataSourceType';
import type { ResolvedUpstream } from '../shared/delegate/upstreams';

export function noUpstreamWords(): string {
  return t('slo.upstream.none', 'No Prometheus data source is chosen. Choose one in the settings of this data source.');
}

export function unusableWords(resolved: Exclude<ResolvedUpstream, { state: 'ok' }>): string {
  if (resolved.state === 'notFound') {
    return t(
      'slo.upstream.not-found',
      'The data source with uid {{uid}} does not exist, or you may not query it. Choose another in the settings, or ask an administrator for access.',
      { ...PLAIN_TEXT, uid: resolved.uid }
    );
  }
  const { upstream, type } = resolved;
  return type === SLO_DATA_SOURCE_TYPE
    ? t(
        'slo.upstream.slo-data-source',
        '{{name}} is an SLO data source itself and has no metrics. Choose the Prometheus data source behind it in the settings.',
        { ...PLAIN_TEXT, name: upstream.name }
      )
    : t(
        'slo.upstream.not-promql',
        '{{name}} is of type {{type}}, which does not speak PromQL. Choose a Prometheus data source in the settings.',
        { ...PLAIN_TEXT, name: upstream.name, type }
      );
}

/** That an upstream has neither answered nor failed. */
export function unansweredWords(seconds: number): string {
  return t(
    'slo.upstream.unanswered',
    'It has not answered for {{seconds}} s. Its SLOs are missing until it does; if it never does, check that it runs and lower the timeout of its data source.',
    { seconds }
  );
}
