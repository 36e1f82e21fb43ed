import { t } from '@grafana/i18n';
import badTotal from '../../../examples/availability-bad-total.yaml';
import goodTotal from '../../../examples/availability-good-total.yaml';
import latency from '../../../examples/latency-threshold.yaml';

export const EXAMPLES: ReadonlyArray<{ title: () => string; text: string }> = [
  { title: () => t('config.examples.good', 'Good events out of all'), text: goodTotal },
  { title: () => t('config.examples.bad', 'Bad events out of all'), text: badTotal },
  { title: () => t('config.examples.latency', 'Latency threshold'), text: latency },
];
