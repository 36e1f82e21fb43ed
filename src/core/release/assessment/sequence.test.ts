import { assessmentOf, END, evenCounts, EVERY_KIND, evidenceOf, START } from '../certificate/testing';
import type { Block } from '../counts';
import { policyOf, withCriteria } from '../policy/testing';
import type { CountsEvidence } from './evidence';
import { firstSeconds, MOST_POINTS, shareSequences } from './sequence';

const AVAILABILITY = 'id: availability\nsuccessRatio: { objective: 0.999, good: good_total, total: all_total }';
const onePolicy = (more = '') =>
  policyOf(withCriteria(AVAILABILITY).replace('  criteria:', `  designEffect: 1\n${more}  criteria:`));

/** 1000 events in each block, of which some are bad. */
function counted(bad: (block: number) => number, length = 60): CountsEvidence {
  const blocks = Array.from({ length }, (_, index): Block => [1000, bad(index)]);
  const sum = blocks.reduce((all, [, own]) => all + own, 0);
  return { ...evenCounts(0, 0), total: 1000 * length, good: 1000 * length - sum, blocks };
}

it('ends with what the verdict says, for every share of a policy and nothing else', () => {
  const assessment = assessmentOf();
  const told = shareSequences(assessment);
  expect(told.map(({ id }) => id)).toEqual(['availability', 'latency']);
  for (const { id, points } of told) {
    const { statistic, verdict } = assessment.criteria.find((one) => one.id === id)!;
    expect(points.at(-1)).toMatchObject({
      atSeconds: END,
      lowerRatio: statistic['lower'],
      upperRatio: statistic['upper'],
      verdict,
    });
  }
  expect(told[0]!.points.at(-1)!.measuredRatio).toBe(90_000 / 90_020);
});

it('tells each point of the events until then', () => {
  const { points } = shareSequences(assessmentOf(onePolicy(), () => counted((block) => (block < 30 ? 1 : 0))))[0]!;
  expect(points).toHaveLength(60);
  expect(points[29]).toMatchObject({ atSeconds: START + 900, measuredRatio: 1 - 30 / 30_000 });
  expect(points[59]!.measuredRatio).toBe(1 - 30 / 60_000);
  for (const { lowerRatio, measuredRatio, upperRatio } of points) {
    expect(lowerRatio).toBeLessThan(measuredRatio);
    expect(measuredRatio).toBeLessThanOrEqual(upperRatio);
  }
});

it('keeps when it first passed, though it burns now', () => {
  const sequence = shareSequences(assessmentOf(onePolicy(), () => counted((block) => (block < 40 ? 0 : 20))))[0]!;
  // At the level of a first attempt, which is 6 / pi^2 of 5 %, it takes more than the 3787 good events of all of it.
  expect(firstSeconds(sequence, 'PASS')).toBe(START + 5 * 30);
  expect(firstSeconds(sequence, 'FAIL')).toBeGreaterThan(START + 40 * 30);
  expect(sequence.points.at(-1)!.verdict).toBe('FAIL');
});

it('has no more points of a long soak than a graph shows, and its end among them', () => {
  const { points } = shareSequences(assessmentOf(onePolicy(), () => counted(() => 0, 1501)))[0]!;
  expect(points.length).toBeLessThanOrEqual(MOST_POINTS);
  expect(points.at(-1)!.measuredRatio).toBe(1);
  expect(new Set(points.map(({ atSeconds }) => atSeconds)).size).toBeLessThanOrEqual(points.length);
});

it('shows nothing of a fixed look before its end', () => {
  const fixed = shareSequences(assessmentOf(onePolicy('  looks: fixed\n'), () => counted(() => 0)))[0]!;
  expect(fixed.points.map(({ atSeconds }) => atSeconds)).toEqual([END]);
});

it('shows nothing where nothing may be concluded', () => {
  const uncovered = { ...counted(() => 0), coverage: 0.5 };
  expect(shareSequences(assessmentOf(onePolicy(), () => uncovered))[0]!.points).toEqual([]);
  expect(shareSequences(assessmentOf(onePolicy(), () => counted(() => 0, 0)))[0]!.points).toEqual([]);
  const nothing = assessmentOf(EVERY_KIND, (criterion) => evidenceOf(criterion));
  expect(shareSequences({ ...nothing, criteria: nothing.criteria.map((one) => ({ ...one, evidence: null })) })).toEqual(
    []
  );
});
