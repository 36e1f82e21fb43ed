import { t } from '@grafana/i18n';
import { PLAIN_TEXT } from '../../shared/plainText';
import type { ScoreRow } from '../model/row';
import type { Fact } from './budgetFacts';
import { firesWords, rateWords } from './burnRateWords';
import type { Format } from './format';
import { shareWords } from './numbers';
import { stateMeaning } from './words';

/** As many as come to the rate that is shown. */
const DIGITS = 4;

/** For each window the share of bad events ÷ (1 − objective) = burn rate, and what it makes fire; or why there is none. */
export function burnRateFacts({ burnRates, objective }: ScoreRow, format: Format): Fact[] {
  const allowed = objective.value === null || objective.value >= 1 ? null : 1 - objective.value;
  return burnRates.map(({ window, rate, state, reason, fires }): Fact => {
    if (rate.value === null) {
      return { name: window, value: reason || stateMeaning(state) };
    }
    const shown = rateWords(rate, format);
    const words =
      allowed === null
        ? shown
        : t('scorecard.burn-rate.calculated', '{{bad}} bad ÷ {{allowed}} allowed = {{rate}}', {
            ...PLAIN_TEXT,
            bad: shareWords(Number((rate.value * allowed).toPrecision(DIGITS))),
            allowed: shareWords(allowed),
            rate: shown,
          });
    return { name: window, value: fires ? `${words}\n${firesWords(fires)}` : words };
  });
}
