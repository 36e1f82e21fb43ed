import { VisualizationSuggestionScore, type VisualizationSuggestionsSupplier } from '@grafana/data';
import { t } from '@grafana/i18n';
import { SLO_TABLE_SCHEMA } from '../core/frame/sloTable';
import { missingRoles, resolveRoles } from './model/roles';
import type { ScorecardOptions } from './options';

/** Suggested for the frames of the contract, and for any other frame that has the fields a row cannot do without. */
export const suggestScorecard: VisualizationSuggestionsSupplier<ScorecardOptions> = ({ rawFrames = [] }) => {
  const fit = rawFrames.filter((frame) => missingRoles(resolveRoles(frame)).length === 0);
  if (fit.length === 0) {
    return;
  }
  const ours = fit.some(({ meta }) => meta?.custom?.schema === SLO_TABLE_SCHEMA);
  return [
    {
      name: t('scorecard.suggestion.name', 'Reliability Scorecard'),
      score: ours ? VisualizationSuggestionScore.Best : VisualizationSuggestionScore.Good,
    },
  ];
};
