import type { PolicyRules } from '../../budget/policyRules';
import type { ReadColumn } from '../columns';
import type { Terms } from '../events/terms';
import type { JudgedSlo } from '../judgedSlo';
import type { ReadPart } from '../union';
import type { SlosRequest } from './trendSources';
import type { Evidence, SloRow } from './row';

/** The answers, and all that is needed to read them. */
export interface Reading {
  request: SlosRequest;
  policies: PolicyRules;
  terms: Terms;
  column: ReadColumn;
  part: ReadPart;
  evidence: (slo: JudgedSlo, row: Pick<SloRow, 'method'>) => Evidence[];
}
