import { t } from '@grafana/i18n';
import type { SloQuery } from '../types';

export interface HelpExample {
  question: string;
  /** How the answer is shown. */
  shown: string;
  query: Partial<SloQuery>;
}

/** Questions with the queries that answer them, by who asks. */
export function helpExamples(): Array<{ reader: string; examples: HelpExample[] }> {
  return [
    { reader: t('query.help.sre', 'You keep services reliable'), examples: sreExamples() },
    { reader: t('query.help.on-call', 'You are on call'), examples: onCallExamples() },
    { reader: t('query.help.release', 'You decide on a release'), examples: releaseExamples() },
  ];
}

function sreExamples(): HelpExample[] {
  return [
    {
      question: t('query.help.worst', 'Which SLOs are worst now?'),
      shown: t('query.help.worst-shown', 'Scorecard or table.'),
      query: { queryType: 'slos' },
    },
    {
      question: t('query.help.budget', 'How did the error budgets run?'),
      shown: t('query.help.budget-shown', 'Time series; with minutes as the unit, as outage that is left.'),
      query: { queryType: 'budget', unit: 'percent' },
    },
    {
      question: t('query.help.days', 'Which days spent the budget?'),
      shown: t('query.help.days-shown', 'Bars by day; best over a month.'),
      query: { queryType: 'spent', per: 'day' },
    },
    {
      question: t('query.help.week', 'Would the SLOs hold over the last 7 days alone?'),
      shown: t('query.help.week-shown', 'Scorecard or table, judged over 7 days instead of each window.'),
      query: { queryType: 'slos', window: '7d' },
    },
  ];
}

function onCallExamples(): HelpExample[] {
  return [
    {
      question: t('query.help.incident', 'What burns, since when, and what changed before?'),
      shown: t('query.help.incident-shown', 'Scorecard panel.'),
      query: { queryType: 'incident' },
    },
    {
      question: t('query.help.alerts', 'Which burn alerts fire, and who has silenced them?'),
      shown: t('query.help.alerts-shown', 'Table.'),
      query: { queryType: 'alerts' },
    },
    {
      question: t('query.help.where', 'Where does it fail?'),
      shown: t(
        'query.help.where-shown',
        'Time series of what burns worst, by region; choose another label to group by.'
      ),
      query: { queryType: 'incidentGraph', groupBy: 'region' },
    },
    {
      question: t('query.help.breakdown', 'Which region or version has the bad events?'),
      shown: t('query.help.breakdown-shown', 'Table; its share of the bad events against its share of the traffic.'),
      query: { queryType: 'breakdown' },
    },
    {
      question: t('query.help.slow', 'How slow are slow requests?'),
      shown: t('query.help.slow-shown', 'Time series of quantiles, with exemplars that lead to traces.'),
      query: { queryType: 'latency', latency: 'quantiles' },
    },
  ];
}

function releaseExamples(): HelpExample[] {
  return [
    {
      question: t('query.help.release-passes', 'May this release go on, and what shows it?'),
      shown: t('query.help.release-passes-shown', 'Scorecard or table; choose policy and version.'),
      query: { queryType: 'release' },
    },
    {
      question: t('query.help.counts', 'How many SLOs are well?'),
      shown: t('query.help.counts-shown', 'Stat panel, one number per status.'),
      query: { queryType: 'statusCounts' },
    },
    {
      question: t('query.help.episodes', 'What has cost budget, and which version did it hit?'),
      shown: t('query.help.episodes-shown', 'Table of episodes, the window that ends with the range.'),
      query: { queryType: 'episodes' },
    },
    {
      question: t('query.help.burn', 'How near are the alerts?'),
      shown: t('query.help.burn-shown', 'Time series of burn rates, with the thresholds of alerts.'),
      query: { queryType: 'burnRate' },
    },
    {
      question: t('query.help.months', 'Which months kept the objective?'),
      shown: t('query.help.months-shown', 'Table; best over a year.'),
      query: { queryType: 'spent', per: 'month' },
    },
  ];
}
