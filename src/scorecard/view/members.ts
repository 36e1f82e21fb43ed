import { t } from '@grafana/i18n';
import type { MemberDetail } from '../../core/frame/sloTable';
import { PLAIN_TEXT } from '../../shared/plainText';
import type { Fact } from './budgetFacts';
import { amountWords, shareWords } from './numbers';
import { stateWord } from './words';

/** In place of the objective that a composite has none of. */
export function membersWords(count: number): string {
  return t('scorecard.members.objective', '{{count}} objectives', { ...PLAIN_TEXT, count });
}

/** The sum that the budget of a composite is, and what every member gives to it. */
export function memberFacts(members: readonly MemberDetail[]): Fact[] {
  if (members.length === 0) {
    return [];
  }
  return [
    { name: t('scorecard.members.sum', 'Calculated'), value: sumWords(members) },
    ...members.map((member) => ({ name: member.name, value: memberWords(member) })),
  ];
}

/** Empty where a member cannot be seen, because then there is no sum. */
function sumWords(members: readonly MemberDetail[]): string {
  const known = members.filter(({ state }) => state !== 'noTraffic');
  if (known.some(({ spent }) => spent === null)) {
    return '';
  }
  const left = known.reduce((rest, { weight, spent }) => rest - weight * (spent ?? 0), 1);
  const terms = known.map(({ weight, spent }) => `${String(weight)} × ${shareWords(spent ?? 0)}`);
  return `${['100%', ...terms].join(' − ')} = ${shareWords(left)}`;
}

function memberWords({ weight, objective, sli, spent, state, reason, badEvents, totalEvents }: MemberDetail): string {
  const values = { ...PLAIN_TEXT, weight, objective: shareWords(objective) };
  if (spent === null || sli === null) {
    return t('scorecard.members.unmeasured', '{{why}} (objective {{objective}}, weight {{weight}})', {
      ...values,
      why: reason || stateWord(state),
    });
  }
  return t(
    'scorecard.members.spent',
    '{{spent}} of its own budget spent: {{bad}} of {{total}} bad, SLI {{sli}}, objective {{objective}}, weight {{weight}}',
    {
      ...values,
      spent: shareWords(spent),
      sli: shareWords(sli),
      bad: badEvents === null ? '—' : amountWords(badEvents),
      total: totalEvents === null ? '—' : amountWords(totalEvents),
    }
  );
}
