import { FieldColorModeId, FieldConfigProperty, ThresholdsMode, type SetFieldConfigOptionsArgs } from '@grafana/data';
import { t } from '@grafana/i18n';
import { AT_RISK_REMAINING_RATIO } from '../core/budget/status';
import { SLO_TABLE_FIELDS, type SloTableRole } from '../core/frame/sloTable';

/** What of a field can be chosen besides Grafana's own options. */
export interface ScorecardFieldConfig {
  role?: SloTableRole;
}

/** Thresholds colour the budget bar: red once overspent, orange while at risk. */
export const fieldConfig: SetFieldConfigOptionsArgs<ScorecardFieldConfig> = {
  // By an override, where the data of another source have other names.
  useCustomConfig: (builder) =>
    builder.addSelect({
      path: 'role',
      name: t('scorecard.field.role', 'Role'),
      description: t(
        'scorecard.field.role-help',
        'What the field is to the scorecard, whatever its name. Ratios are fractions and durations seconds.'
      ),
      hideFromDefaults: true,
      settings: {
        isClearable: true,
        options: Object.keys(SLO_TABLE_FIELDS).map((value) => ({ value: value as SloTableRole, label: value })),
      },
    }),
  standardOptions: {
    [FieldConfigProperty.Color]: {
      settings: { byValueSupport: true, preferThresholdsMode: true },
      defaultValue: { mode: FieldColorModeId.Thresholds },
    },
    [FieldConfigProperty.Thresholds]: {
      defaultValue: {
        mode: ThresholdsMode.Absolute,
        steps: [
          { value: -Infinity, color: 'red' },
          { value: 0, color: 'orange' },
          { value: AT_RISK_REMAINING_RATIO, color: 'green' },
        ],
      },
    },
  },
};
