import { FieldColorModeId, FieldConfigProperty, ThresholdsMode, type SetFieldConfigOptionsArgs } from '@grafana/data';
import { AT_RISK_REMAINING_RATIO } from '../core/budget/status';

/** Thresholds colour the budget bar: red once overspent, orange while at risk. */
export const fieldConfig: SetFieldConfigOptionsArgs = {
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
