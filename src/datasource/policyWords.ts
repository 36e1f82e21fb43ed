import { t } from '@grafana/i18n';
import { COVERAGE_FLOOR_RATIO, type Measured } from '../core/budget/dataState';
import type { ErrorBudgetPolicy, PolicyCause } from '../core/budget/policy';
import type { PolicyIssue, PolicyProblem } from '../core/budget/policyOptions';
import { PLAIN_TEXT } from '../shared/plainText';
import { stateWords } from './stateWords';
import { causeWords } from './words';

/** Why the policy says what it says of releases, with what is exempt. */
export function policyReasonWords(cause: PolicyCause): string {
  switch (cause.rule) {
    case 'budgetSpent': {
      const { freezeAtOrBelowRatio } = cause.policy;
      const why =
        freezeAtOrBelowRatio === 0
          ? t('slo.policy.reason.spent', 'The error budget of the window is spent: no releases.')
          : t('slo.policy.reason.nearly-spent', 'No more than {{left}}% of the error budget is left: no releases.', {
              left: policyPercent(freezeAtOrBelowRatio),
            });
      return `${why} ${exemptionWords(cause.policy)}`;
    }
    case 'budgetLow': {
      const why = t(
        'slo.policy.reason.low',
        'Less than {{left}}% of the error budget is left: a release needs a sign-off.',
        { left: policyPercent(cause.policy.signOffBelowRatio) }
      );
      return `${why} ${exemptionWords(cause.policy)}`;
    }
    case 'burning': {
      const why = t('slo.policy.reason.burning', 'It burns fast enough for a page: a release needs a sign-off.');
      return `${why} ${exemptionWords(cause.policy)}`;
    }
    case 'budgetLeft':
      return normalWords(cause.policy);
    case 'cannotSee':
      return cannotSeeWords(cause.what);
    case 'blind':
      return causeWords(cause.cause);
    case 'annotated':
      return t(
        'policy.cause.annotated',
        'The budget leaves out times that annotations exclude, and annotations decide nothing about releases.'
      );
    case 'anotherWindow':
      return t(
        'slo.policy.reason.another-window',
        'It is looked at over another window than its own, and who looks decides nothing about releases.'
      );
    case 'policyUnreadable':
      return t(
        'slo.policy.reason.unreadable',
        'The error-budget policy for this SLO has an error; see the settings of the SLO data source.'
      );
  }
}

function exemptionWords({ exemptions }: ErrorBudgetPolicy): string {
  return exemptions.length === 0
    ? t('slo.policy.reason.no-exemptions', 'Nothing is exempt.')
    : t('slo.policy.reason.exemptions', 'Exempt: {{exemptions}}.', {
        ...PLAIN_TEXT,
        exemptions: exemptions.join(', '),
      });
}

function normalWords({ freezeAtOrBelowRatio, signOffBelowRatio }: ErrorBudgetPolicy): string {
  return signOffBelowRatio > freezeAtOrBelowRatio
    ? t('slo.policy.reason.normal', 'At least {{left}}% of the error budget is left and no page fires.', {
        left: policyPercent(signOffBelowRatio),
      })
    : t('slo.policy.reason.normal-above', 'More than {{left}}% of the error budget is left and no page fires.', {
        left: policyPercent(freezeAtOrBelowRatio),
      });
}

function cannotSeeWords(what: Measured): string {
  const { coverageRatio } = what;
  if (coverageRatio !== undefined && coverageRatio < COVERAGE_FLOOR_RATIO) {
    return t(
      'slo.policy.reason.not-covered',
      'Only {{share}}% of the window has data; {{floor}}% are needed to decide.',
      {
        share: Math.floor(100 * coverageRatio),
        floor: policyPercent(COVERAGE_FLOOR_RATIO),
      }
    );
  }
  return stateWords(what);
}

/** What is wrong with the configured policy, and what would be right. */
export function policyProblemWords({ path, issue }: PolicyProblem): string {
  const place = path === '' ? 'errorBudgetPolicy' : path;
  switch (issue.kind) {
    case 'wrongType':
      return wrongTypeWords(place, issue.expected);
    case 'outOfRange':
      return t('slo.policy.problem.range', '{{place}} is {{value}}; it must be between 0 and 100.', {
        ...PLAIN_TEXT,
        place,
        value: issue.value,
      });
    case 'signOffBelowFreeze':
      return t(
        'slo.policy.problem.order',
        '{{place}}: the sign-off begins below {{signOff}}%, after the freeze at {{freeze}}%. It must not be lower than the freeze.',
        {
          ...PLAIN_TEXT,
          place,
          signOff: policyPercent(issue.signOffPercent / 100),
          freeze: policyPercent(issue.freezePercent / 100),
        }
      );
    case 'unknownKey':
      return t('slo.policy.problem.unknown-key', '{{place}} is not known here; {{allowed}} are.', {
        ...PLAIN_TEXT,
        place,
        allowed: issue.allowed.join(', '),
      });
    case 'missing':
      return t('slo.policy.problem.missing', '{{place}} is missing: name at least one label and its value.', {
        ...PLAIN_TEXT,
        place,
      });
  }
}

function wrongTypeWords(place: string, expected: Extract<PolicyIssue, { kind: 'wrongType' }>['expected']): string {
  const values = { ...PLAIN_TEXT, place };
  switch (expected) {
    case 'map':
      return t('slo.policy.problem.no-map', '{{place}} must be a map of keys and values.', values);
    case 'list':
      return t('slo.policy.problem.no-list', '{{place}} must be a list.', values);
    case 'number':
      return t('slo.policy.problem.no-number', '{{place}} must be a number.', values);
    case 'text':
      return t('slo.policy.problem.no-text', '{{place}} must be text, in quotes where it looks like a number.', values);
  }
}

/** A share in percent, without what binary fractions add. */
export function policyPercent(ratio: number): number {
  return Number((100 * ratio).toPrecision(6));
}
