import { t } from '@grafana/i18n';
import type { CriterionFieldName, ReleaseFieldName } from '../core/frame/releaseTable';

/** The heading of a column of a release or of its criteria. */
export function releaseHeading(field: CriterionFieldName | ReleaseFieldName): string {
  switch (field) {
    case 'criterion':
      return t('release.field.criterion', 'Criterion');
    case 'verdict':
      return t('release.field.verdict', 'Verdict');
    case 'reason':
      return t('release.field.reason', 'Why not decided');
    case 'requirement':
      return t('release.field.requirement', 'Requirement');
    case 'measured':
      return t('release.field.measured', 'Measured');
    case 'missing':
      return t('release.field.missing', 'What it takes');
    case 'problems':
      return t('release.field.problems', 'Problems');
    case 'objective':
      return t('release.field.objective', 'Objective');
    case 'value':
      return t('release.field.value', 'Share of good');
    case 'lower':
      return t('release.field.lower', 'At least');
    case 'upper':
      return t('release.field.upper', 'At most');
    case 'bad':
      return t('release.field.bad', 'Bad events');
    case 'total':
      return t('release.field.total', 'All events');
    case 'firstPassed':
      return t('release.field.first-passed', 'First passed');
    case 'required':
      return t('release.field.required', 'Required');
    case 'decision':
      return t('release.field.decision', 'Verdict as a number');
    case 'inequality':
      return t('release.field.inequality', 'What decides');
    case 'assumptions':
      return t('release.field.assumptions', 'Assumes');
    case 'method':
      return t('release.field.method', 'Method');
    case 'promql':
      return t('release.field.promql', 'PromQL');
    case 'upstream':
      return t('release.field.upstream', 'Data source');
    case 'id':
      return t('release.field.id', 'Id');
    case 'service':
      return t('release.field.service', 'Service');
    case 'version':
      return t('release.field.version', 'Version');
    case 'policy':
      return t('release.field.policy', 'Policy');
    case 'baseline':
      return t('release.field.baseline', 'Baseline');
    case 'environment':
      return t('release.field.environment', 'Environment');
    case 'attempt':
      return t('release.field.attempt', 'Attempt');
    case 'phase':
      return t('release.field.phase', 'Phase');
    case 'start':
      return t('release.field.start', 'Start');
    case 'end':
      return t('release.field.end', 'Counted until');
    case 'elapsed':
      return t('release.field.elapsed', 'Counted for');
    case 'atLeast':
      return t('release.field.at-least', 'Soak, at least');
    case 'atMost':
      return t('release.field.at-most', 'Soak, at most');
    case 'ahead':
      return t('release.field.ahead', 'Before the start');
    case 'registration':
      return t('release.field.registration', 'Registration');
    case 'digest':
      return t('release.field.digest', 'Digest of the policy');
    case 'alpha':
      return t('release.field.alpha', 'Chance of a wrong pass, at most');
    case 'certificate':
      return t('release.field.certificate', 'Certificate');
  }
}
