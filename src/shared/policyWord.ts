import { t } from '@grafana/i18n';
import type { PolicyState } from '../core/budget/policy';

/** What an error-budget policy says of releases: one word in the data source's frames and on the panel. */
export function policyWord(state: PolicyState): string {
  switch (state) {
    case 'freeze':
      return t('slo.policy.freeze', 'Freeze');
    case 'unknown':
      return t('slo.policy.unknown', 'Cannot tell');
    case 'signOff':
      return t('slo.policy.sign-off', 'Sign-off');
    case 'normal':
      return t('slo.policy.normal', 'Normal');
  }
}
