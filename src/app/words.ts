import type { IconName } from '@grafana/data';
import { t } from '@grafana/i18n';
import { failureWords } from '../shared/failureWords';
import { PLAIN_TEXT } from '../shared/plainText';
import { TIMEOUT_SECONDS, isAsking, type Found, type Holdings } from './probe';

export interface Line {
  icon: IconName;
  tone: 'found' | 'nothing' | 'trouble';
  text: string;
}

/** What a data source holds, in one line per thing worth saying. */
export function holdingsLines({ sloCount, families }: Holdings): Line[] {
  const lines = [sloLine(sloCount), familiesLine(families), ...warningLines(sloCount), ...warningLines(families)];
  // What is the matter with the data source as a whole is said once.
  return lines.filter(({ text }, index) => lines.findIndex((other) => other.text === text) === index);
}

function sloLine(found: Found<number>): Line {
  if (found.state !== 'answered') {
    return openLine(found);
  }
  const count = found.value;
  return count === 0
    ? nothing(t('app.found.no-slos', 'No SLOs recorded'))
    : {
        icon: 'check',
        tone: 'found',
        text: t('app.found.slos', '', {
          defaultValue_one: '{{count}} SLO recorded',
          defaultValue_other: '{{count}} SLOs recorded',
          count,
        }),
      };
}

const MOST_NAMED = 3;

function familiesLine(found: Found<readonly string[]>): Line {
  if (found.state !== 'answered') {
    return openLine(found);
  }
  const names = found.value;
  if (names.length === 0) {
    return nothing(t('app.found.no-families', 'No metrics that SLOs are usually made from'));
  }
  return {
    icon: 'check',
    tone: 'found',
    text: t('app.found.families', '', {
      ...PLAIN_TEXT,
      defaultValue_one: '{{count}} metric that SLOs can be made from: {{names}}',
      defaultValue_other: '{{count}} metrics that SLOs can be made from: {{names}}',
      count: names.length,
      names: [...names.slice(0, MOST_NAMED), ...(names.length > MOST_NAMED ? ['…'] : [])].join(', '),
    }),
  };
}

function openLine(found: Exclude<Found<unknown>, { state: 'answered' }>): Line {
  switch (found.state) {
    case 'asking':
      return { icon: 'spinner', tone: 'nothing', text: t('app.found.asking', 'Looking …') };
    case 'failed':
      return trouble(failureWords(found.failure));
    case 'timedOut':
      return trouble(
        t('app.found.timed-out', 'No answer within {{seconds}} s. Look again, or choose it all the same.', {
          seconds: TIMEOUT_SECONDS,
        })
      );
    case 'cancelled':
      return trouble(t('app.found.cancelled', 'The question was cancelled. Look again.'));
  }
}

function warningLines(found: Found<unknown>): Line[] {
  const warnings = found.state === 'answered' ? found.warnings : [];
  return warnings.map((message) =>
    trouble(t('app.found.warning', 'The answer may be incomplete: {{message}}', { ...PLAIN_TEXT, message }))
  );
}

function nothing(text: string): Line {
  return { icon: 'minus', tone: 'nothing', text };
}

function trouble(text: string): Line {
  return { icon: 'exclamation-triangle', tone: 'trouble', text };
}

/** All data sources in one sentence, for those who do not see the list fill. */
export function summaryWords(all: readonly Holdings[]): string {
  const asking = all.filter(isAsking).length;
  if (asking > 0) {
    return t('app.summary.asking', '', {
      defaultValue_one: 'Looking into {{count}} data source …',
      defaultValue_other: 'Looking into {{count}} data sources …',
      count: all.length,
    });
  }
  const count = all.reduce((sum, { sloCount }) => sum + (sloCount.state === 'answered' ? sloCount.value : 0), 0);
  const silent = all.filter(({ sloCount }) => sloCount.state !== 'answered').length;
  const slos =
    count === 0
      ? t('app.summary.none', 'No SLOs found.')
      : t('app.summary.slos', '', {
          defaultValue_one: '{{count}} SLO found.',
          defaultValue_other: '{{count}} SLOs found.',
          count,
        });
  const unanswered = t('app.summary.silent', '', {
    defaultValue_one: '{{count}} data source gave no answer.',
    defaultValue_other: '{{count}} data sources gave no answer.',
    count: silent,
  });
  return silent === 0 ? slos : `${slos} ${unanswered}`;
}

/** What to do next where no SLO was found anywhere; nothing while there is hope or where there is one. */
export function nextStepWords(all: readonly Holdings[]): string | undefined {
  if (all.some((held) => isAsking(held) || (held.sloCount.state === 'answered' && held.sloCount.value > 0))) {
    return undefined;
  }
  if (all.every(({ sloCount }) => sloCount.state !== 'answered')) {
    return t(
      'app.next.silent',
      'None of your data sources answered. Check that Prometheus runs and that you may query it, then look again.'
    );
  }
  if (all.some(({ families }) => families.state === 'answered' && families.value.length > 0)) {
    return t(
      'app.next.families',
      'No tool has recorded SLOs here yet, but there are metrics to make them from: add the data source, then define SLOs in its settings.'
    );
  }
  return t(
    'app.next.nothing',
    'There is nothing here to make SLOs from yet. Let Prometheus scrape a service that counts its requests, or record SLOs with Sloth, then look again. If your metrics are in another Prometheus, add that one to Grafana first.'
  );
}
