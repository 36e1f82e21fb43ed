import type { AlertingRule, RecordingRule, Rule } from '../../rules/rules';
import { rulesBySlothId, slothRules } from './rules';
import { slothSlo } from './slo';

const DAY = 86_400;
const ids = { sloth_id: 'shop-answers', sloth_service: 'shop', sloth_slo: 'answers' };
const info = { ...ids, team: 'till', sloth_objective: '99.9' };
const evaluated = { health: 'ok', lastError: '', lastEvaluationSeconds: 1 } as const;
const bad = (window: string) => `sum(rate(requests_total{code=~"5.."}[${window}]))`;
const all = (window: string) => `sum(rate(requests_total[${window}]))`;

function ratio(window: string, query: string, change: Partial<RecordingRule> = {}): RecordingRule {
  const labels = { ...ids, team: 'till', sloth_window: window };
  return { type: 'recording', name: `slo:sli_error:ratio_rate${window}`, query, labels, ...evaluated, ...change };
}

/** As Prometheus 2.42 prints what Sloth writes. */
function pairs(texts: ReadonlyArray<[short: string, long: string, factor: string]>): string {
  const over = (window: string, factor: string) =>
    `max without (sloth_window) (slo:sli_error:ratio_rate${window}{sloth_id="shop-answers",sloth_service="shop",sloth_slo="answers"} > (${factor} * 0.0009999999999999432))`;
  return texts.map(([short, long, factor]) => `(${over(short, factor)} and ${over(long, factor)})`).join(' or ');
}

function alert(severity: string, query: string, change: Partial<AlertingRule> = {}): AlertingRule {
  const labels = { severity: 'any', sloth_severity: severity };
  return { type: 'alerting', name: 'ShopErrors', query, labels, annotations: {}, ...evaluated, ...change };
}

const events = ratio('5m', `(${bad('5m')}) / (${all('5m')})`);
const five = 'slo:sli_error:ratio_rate5m{sloth_id="shop-answers",sloth_service="shop",sloth_slo="answers"}[30d]';
const mean = ratio('30d', `sum_over_time(${five}) / ignoring (sloth_window) count_over_time(${five})`);
const page = alert(
  'page',
  pairs([
    ['30m', '6h', '6'],
    ['5m', '1h', '14.4'],
  ])
);
const ticket = alert(
  'ticket',
  pairs([
    ['2h', '1d', '3'],
    ['6h', '3d', '1'],
  ])
);

function read(...rules: Rule[]) {
  const found = rulesBySlothId({ state: 'ok', groups: [{ name: 'shop', file: '', rules }] });
  return slothRules(found.get('shop-answers') ?? [], info, 30 * DAY);
}

describe('the rules of Sloth', () => {
  it('tell no pairs by an alert that is longer than any of Sloth', () => {
    const long = alert('page', `${'slo:sli_error:ratio_rate5m{'.repeat(4000)} or ${page.query}`);
    expect(read(long, events)!.pairs).toEqual([]);
    expect(read(long, ticket, events)!.pairs).toHaveLength(2);
  });

  it('tell the pairs of its alerts', () => {
    const known = [
      { severity: 'page', shortSeconds: 300, longSeconds: 3600, factor: 14.4 },
      { severity: 'page', shortSeconds: 1800, longSeconds: 21_600, factor: 6 },
      { severity: 'ticket', shortSeconds: 7200, longSeconds: DAY, factor: 3 },
      { severity: 'ticket', shortSeconds: 21_600, longSeconds: 3 * DAY, factor: 1 },
    ];
    expect(read(ticket, page, events)!.pairs).toEqual(known);
    expect(read(page, ticket, page, ticket, events)!.pairs).toEqual(known);
    expect(read(ticket, events)!.pairs).toEqual(known.slice(2));
    expect(read(events)!.pairs).toEqual([]);
  });

  it('tell them as Sloth writes them too, for those who do not print anew', () => {
    const over = (window: string) =>
      `    max(slo:sli_error:ratio_rate${window}{sloth_id="shop-answers", sloth_service="shop", sloth_slo="answers"} > (13.44 * 0.001)) without (sloth_window)\n`;
    const own = alert('page', `(\n${over('2m')}    and\n${over('30m')})\n`);
    expect(read(own, events)!.pairs).toEqual([
      { severity: 'page', shortSeconds: 120, longSeconds: 1800, factor: 13.44 },
    ]);
  });

  it('tell none of an alert of another shape', () => {
    const sli = 'slo:sli_error:ratio_rate5m{sloth_id="shop-answers"}';
    const or = alert('page', `${sli} > (14 * 0.1) or ${sli} > (14 * 0.1)`);
    const unequal = alert('page', `${sli} > (14 * 0.1) and ${sli} > (7 * 0.1)`);
    const spent = alert('page', 'slo:period_error_budget_remaining:ratio{sloth_id="shop-answers"} <= 0');
    expect(read(or, unequal, spent, events)!.pairs).toEqual([]);
  });

  it('tell how events are counted', () => {
    expect(read(events)!.events).toEqual({
      counted: 'bad',
      part: [
        {
          sign: 1,
          selector: {
            type: 'selector',
            metric: 'requests_total',
            matchers: [{ label: 'code', operator: '=~', value: '5..' }],
          },
        },
      ],
      total: [{ sign: 1, selector: { type: 'selector', metric: 'requests_total', matchers: [] } }],
    });
    const good = 'sum(rate(requests_total{code!~"5.."}[5m]))';
    expect(read(ratio('5m', `(1 - (${good} / ${all('5m')}))`))!.events).toMatchObject({ counted: 'good' });
  });

  it.each([
    '(1 - avg(avg_over_time(probe_success[5m])))',
    '(sum(job:errors:rate5m)) / (sum(job:requests:rate5m))',
    '(slo:numerator_correction:ratio5m{sloth_id="shop-answers"} * on () sum(rate(bad[5m]))) / (sum(rate(all[5m])))',
  ])('tell no events of %s', (query) => {
    expect(read(ratio('5m', query))!.events).toBeUndefined();
  });

  it('tell what weighs the same in the number over the window', () => {
    expect(read(events, mean)).toMatchObject({ weighs: 'slots', slotSeconds: 300 });
    expect(read(events)).toMatchObject({ weighs: 'slots', slotSeconds: null });
    const whole = ratio('30d', `(${bad('30d')}) / (${all('30d')})`);
    expect(read(events, whole)).toMatchObject({ weighs: 'events', slotSeconds: null });
    expect(read(ratio('30d', '(1 - avg(avg_over_time(probe_success[30d])))'))!.weighs).toBe('query');
    const corrected = ratio('5m', '(slo:numerator_correction:ratio5m{} * on () sum(rate(bad[5m]))) / (up)');
    expect(read(corrected, mean)).toMatchObject({ weighs: 'traffic', slotSeconds: 300 });
  });

  it('give the annotations of the page where those of the ticket differ', () => {
    const annotated = (rule: AlertingRule, annotations: Record<string, string>) => ({ ...rule, annotations });
    expect(
      read(annotated(page, { runbook: 'page' }), annotated(ticket, { runbook: 'ticket', logs: 'x' }), events)
    ).toMatchObject({ annotations: { runbook: 'page', logs: 'x' } });
  });

  it('that fail are told with their words, once', () => {
    const failing = { health: 'err', lastError: 'found duplicate series' } as const;
    expect(read({ ...events, ...failing }, { ...page, ...failing }, { ...ticket, ...failing })!.failures).toEqual([
      { rule: 'slo:sli_error:ratio_rate5m', message: 'found duplicate series' },
      { rule: 'ShopErrors', message: 'found duplicate series' },
    ]);
  });

  it('of another SLO, or of the same one elsewhere, are none of its own', () => {
    const elsewhere = { ...events, labels: { ...events.labels, team: 'kitchen' } };
    expect(read(elsewhere)).toBeNull();
    expect(read({ ...events, labels: { ...events.labels, sloth_id: 'shop-other' } })).toBeNull();
    expect(rulesBySlothId({ state: 'unreadable', cause: 'forbidden', message: '' }).size).toBe(0);
  });
});

describe('an SLO of Sloth whose rules are known', () => {
  const facts = {
    upstream: { uid: 'prom', name: 'Prometheus', labels: {} },
    info,
    objectiveRatio: undefined,
    periodDays: 30,
    recordedWindowsSeconds: [300, 1800, 3600, 7200, 21_600, DAY, 3 * DAY, 30 * DAY],
    current: true,
  };
  const groups = { labels: { ...ids, team: 'till', zone: 'a', prometheus_replica: '0', sloth_window: '30d' } };

  it('counts the events of its group', () => {
    const slo = slothSlo({ ...facts, budget: { ...groups, value: 1 }, rules: [events, mean, page, ticket] });
    const zone = { label: 'zone', operator: '=', value: 'a' };
    expect(slo.events!.total[0].selector.matchers).toEqual([zone]);
    expect(slo.events!.part[0].selector.matchers).toEqual([{ label: 'code', operator: '=~', value: '5..' }, zone]);
    expect(slo.problems).toEqual([]);
  });

  it('counts none where only the past of its SLI is left', () => {
    const slo = slothSlo({ ...facts, recordedWindowsSeconds: [30 * DAY], rules: [events, mean, page, ticket] });
    expect(slo.problems).toEqual([{ kind: 'sliStopped' }]);
    expect(slo.events).toBeUndefined();
  });

  it('assumes Sloth’s pairs aloud where no alert tells them', () => {
    const slo = slothSlo({ ...facts, rules: [events, mean] });
    expect(slo.problems).toEqual([{ kind: 'pairsAssumed' }]);
    expect(slo.pairs.map(({ factor }) => factor)).toEqual([14.4, 6, 3, 1].map((factor) => expect.closeTo(factor, 9)));
  });

  it('has real pairs over a window that Sloth does not know, and says which are not recorded', () => {
    const custom = alert(
      'page',
      pairs([
        ['2m', '30m', '13.44'],
        ['5m', '1h', '7'],
      ])
    );
    const slo = slothSlo({ ...facts, periodDays: 7, rules: [events, custom] });
    expect(slo.pairs.map(({ shortSeconds, factor }) => [shortSeconds, factor])).toEqual([
      [120, 13.44],
      [300, 7],
    ]);
    expect(slo.problems).toEqual([{ kind: 'pairNotRecorded', shortSeconds: 120, longSeconds: 1800 }]);
  });

  it('is not poisoned by a slot that its number is not made of', () => {
    const whole = ratio('30d', `(${bad('30d')}) / (${all('30d')})`);
    const budget = { ...groups, value: NaN };
    expect(slothSlo({ ...facts, budget, rules: [events, whole] }).recorded!.poisoned).toBe(false);
    expect(slothSlo({ ...facts, budget, rules: [events, mean] }).recorded!.poisoned).toBe(true);
  });

  it('has runbook and description of its alerts, and tells what fails', () => {
    const url = 'https://runbooks.example.com/{{ $labels.sloth_service }}';
    const annotations = { runbook: url, description: 'Answers of {{$labels.sloth_service}}', summary: 'It burns' };
    const failing: AlertingRule = { ...page, annotations, health: 'err', lastError: 'too many' };
    const { links, problems, description } = slothSlo({ ...facts, rules: [events, failing] });
    expect(links).toEqual([{ kind: 'runbook', title: '', url: 'https://runbooks.example.com/shop' }]);
    expect(description).toBe('Answers of shop');
    expect(problems).toEqual([{ kind: 'ruleFails', rule: 'ShopErrors', message: 'too many' }]);
  });
});
