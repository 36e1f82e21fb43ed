import type { CriterionAhead, ReleaseAhead } from '../core/query/release/ahead';
import { assessmentOf, EVERY_KIND } from '../core/release/certificate/testing';
import { criterionOf } from '../core/release/policy/testing';
import { roughCount, roughDuration } from '../shared/words/release';
import { aheadWords, measuredWords, missingWords, passAheadWords, requirementWords } from './releaseWords';

const HOUR = 3600;
const { criteria } = assessmentOf();
const told = new Map(
  EVERY_KIND.criteria.map((criterion, index) => [
    criterion.id,
    [requirementWords(criterion), measuredWords(criterion, criteria[index]!)],
  ])
);

it.each([
  ['availability', 'At least 99% of its requests are good', /^99\.98% good; in truth between 99\.9\d% and 100%$/],
  [
    'latency',
    'At least 90% of its requests take 0.4 s or less',
    /^97\.76% good; in truth between 9[67]\.\d+% and 99\.\d+%$/,
  ],
  [
    'pair',
    'Fails less than 2 times as often as the baseline, or less than 0.5 percentage points more often',
    /^0\.022% \(20 of 90,020\) bad; of the baseline 0\.022% \(40 of 180,040\)$/,
  ],
  ['budget', 'At least 25% of the error budget of shop / answers is left', /^90% left, between 89\.9% and 90%$/],
  [
    'quiet',
    'No pair of burn rates of shop / answers fires',
    /^Pairs that fired: 0; at most [\d.]+% of what fires was reached$/,
  ],
  ['headroom', 'At least 20% of the capacity stays free', /^$/],
  ['drill', 'Ready?', /^Yes, says ada$/],
])('%s is told in words that need no formula', (id, requirement, measured) => {
  expect(told.get(id)).toEqual([requirement, expect.stringMatching(measured)]);
});

it.each([
  ['difference: 0.0005, ratio: null', 'Fails less than 0.05 percentage points more often than the baseline'],
  ['ratio: 1.5, difference: null', 'Fails less than 1.5 times as often as the baseline'],
])('a comparison by %s says so', (margins, words) => {
  const criterion = criterionOf(`id: pair\nnoRegression: { slo: shop/answers, ratio: 2, difference: 0.0005 }`);
  const [ratioMargin, differenceMargin] = margins.startsWith('ratio') ? [1.5, null] : [null, 0.0005];
  expect(requirementWords({ ...criterion, ratioMargin, differenceMargin } as typeof criterion)).toBe(words);
});

it('says nothing of what was not counted', () => {
  EVERY_KIND.criteria.forEach((criterion, index) =>
    expect(measuredWords(criterion, { ...criteria[index]!, evidence: null })).toBe('')
  );
});

it('says that what is missing does not come within the soak', () => {
  const outlook = { moreEvents: 1873, leastMoreEvents: 100, moreSeconds: 2 * HOUR };
  expect(missingWords(outlook, 3 * HOUR)).toBe('needs about 1,900 more events, about 2.0 h');
  expect(missingWords(outlook, HOUR)).toMatch(/; its soak ends in 60 min$/);
  expect(missingWords(outlook, 0)).toMatch(/; its soak is over$/);
});

describe('before the start', () => {
  const one = (more: Partial<CriterionAhead>): CriterionAhead => ({
    id: 'availability',
    kind: 'successRatio',
    required: true,
    eventsPerSecond: 10,
    budgetShareRatio: 0.2,
    plan: { cleanEvents: 4000, cleanSeconds: 400, expectedEvents: 9000, expectedSeconds: 900 },
    warning: null,
    ...more,
  });
  const soak = { atLeastSeconds: 600, atMostSeconds: 1800 };
  const ahead = (...all: CriterionAhead[]): ReleaseAhead => ({ criteria: all, passSeconds: 900, possible: true });

  it('tells of each criterion what it takes, and what stands in its way', () => {
    expect(aheadWords(one({}), soak)).toBe('Takes about 9,000 events, about 15 min at last week’s traffic.');
    expect(aheadWords(one({ warning: 'notInSoak' }), soak)).toMatch(/That is longer than the soak of 30 min\.$/);
    expect(aheadWords(one({ plan: null, warning: 'noTraffic' }), soak)).toBe('There was no traffic last week.');
  });

  it('promises no pass that something stands in the way of', () => {
    const words = (...all: CriterionAhead[]) => passAheadWords(ahead(...all), { ...EVERY_KIND, soak });
    expect(words(one({}))).toBe('At last week’s traffic a pass is possible after about 15 min.');
    expect(words(one({ warning: 'never' }), one({ id: 'pair', warning: 'noBaseline' }))).toMatch(
      /not possible within the soak of 30 min: see availability, pair\.$/
    );
    expect(words(one({ warning: 'noBaseline' }))).toMatch(/^Were all of last week’s traffic its own, /);
    expect(words(one({ required: false, warning: 'never' }))).toMatch(/is possible after about 15 min/);
    expect(passAheadWords({ ...ahead(), passSeconds: null }, { ...EVERY_KIND, soak })).toMatch(/never pass/);
  });
});

it.each([
  [1, '1'],
  [99.2, '100'],
  [1873, '1,900'],
  [61_234, '62,000'],
])('%s events are about %s', (events, words) => expect(roughCount(events)).toBe(words));

it.each([
  [35, '35 s'],
  [725, '12 min'],
  [2 * HOUR, '2.0 h'],
  [71 * HOUR, '3 d'],
])('%s seconds are about %s', (seconds, words) => expect(roughDuration(seconds)).toBe(words));
