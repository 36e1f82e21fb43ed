import type { IconName } from '@grafana/data';
import { t } from '@grafana/i18n';
import type { PolicyState } from '../../core/budget/policy';
import type { Releases } from '../model/row';
import type { ChipLook } from './cells/chipStyles';

export const POLICY_ICONS: Record<PolicyState, IconName> = {
  freeze: 'lock',
  unknown: 'question-circle',
  signOff: 'pen',
  normal: 'check',
};

export const POLICY_LOOKS: Record<PolicyState, ChipLook> = {
  freeze: 'error',
  unknown: 'strong',
  signOff: 'warning',
  normal: 'good',
};

/** Why releases are held up or are not. */
export function releasesWords({ state, reason, doubted }: Releases): string {
  return doubted
    ? t(
        'scorecard.releases.doubted',
        'The source lets releases go out, but the status or the budget beside it does not bear that out.'
      )
    : reason || policyMeaning(state);
}

/** For sources that give no reason of their own, and for the time without an answer. */
function policyMeaning(state: PolicyState): string {
  switch (state) {
    case 'freeze':
      return t('scorecard.releases.meaning.freeze', 'The error-budget policy stops releases.');
    case 'unknown':
      return t(
        'scorecard.releases.meaning.unknown',
        'There is no number now by which the error-budget policy could be applied.'
      );
    case 'signOff':
      return t('scorecard.releases.meaning.sign-off', 'By the error-budget policy a release needs a sign-off.');
    case 'normal':
      return t('scorecard.releases.meaning.normal', 'The error-budget policy lets releases go out.');
  }
}
