import type { AlertPair } from '../../budget/alertPairs';
import { matchableQuery, type AlertingRule, type RulesAnswer } from '../../rules/rules';
import { parseDuration } from '../../window/duration';
import { BURN_ALERT } from './names';

/** What the mixin's alerts say of the SLO that they are for. */
export interface BurnAlerts {
  objectiveRatio: number;
  /** Shortest window first. */
  pairs: readonly AlertPair[];
  /** Annotations of the first of them. */
  annotations: AlertingRule['annotations'];
}

/** `… (apiserver_request:burnrate1h) > (14.4 * 0.01)`, once for each of the two windows. */
const THRESHOLD = /apiserver_request:burnrate(\w+)[^>]*>\s*\(\s*([\d.]+)\s*\*\s*([\d.]+)\s*\)/g;

/**
 * The objective and the alert pairs out of the mixin's alerts, the only place where it writes them; null where there are
 * none, where one is not understood, or where they disagree about the budget.
 */
export function readBurnAlerts(rules: RulesAnswer): BurnAlerts | null {
  const alerts =
    rules.state === 'ok'
      ? rules.groups.flatMap((group) =>
          group.rules.flatMap((rule) => (rule.type === 'alerting' && rule.name === BURN_ALERT ? [rule] : []))
        )
      : [];
  const read = alerts.map(readAlert);
  const known = read.flatMap((one) => one ?? []);
  const budgets = new Set(known.map(({ budgetRatio }) => budgetRatio));
  const [budgetRatio = 0] = budgets;
  const [first] = alerts;
  if (!first || known.length < read.length || budgets.size !== 1 || budgetRatio <= 0 || budgetRatio >= 1) {
    return null;
  }
  // A file that is loaded twice has every alert twice.
  const pairs = new Map(known.map(({ pair }) => [JSON.stringify(pair), pair]));
  return {
    objectiveRatio: 1 - budgetRatio,
    pairs: [...pairs.values()].sort((a, b) => a.shortSeconds - b.shortSeconds),
    annotations: first.annotations,
  };
}

function readAlert(alert: AlertingRule): { pair: AlertPair; budgetRatio: number } | null {
  const [one, other, ...more] = [...matchableQuery(alert).matchAll(THRESHOLD)].map(
    ([, window = '', factor, budgetRatio]) => ({
      seconds: parseDuration(window),
      factor: Number(factor),
      budgetRatio: Number(budgetRatio),
    })
  );
  if (!one?.seconds || !other?.seconds || more.length > 0) {
    return null;
  }
  if (one.factor !== other.factor || one.budgetRatio !== other.budgetRatio) {
    return null;
  }
  return {
    pair: {
      severity: alert.labels['severity'] === 'critical' ? 'page' : 'ticket',
      shortSeconds: Math.min(one.seconds, other.seconds),
      longSeconds: Math.max(one.seconds, other.seconds),
      factor: one.factor,
    },
    budgetRatio: one.budgetRatio,
  };
}
