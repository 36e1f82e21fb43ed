import type { Problem } from '../../slo/slo';

/** Problems that make the numbers contradict each other or be impossible: they are shown, but prove no health. */
const DOUBTS: ReadonlyArray<Problem['kind']> = [
  'valueOutOfRange',
  'ratioOutOfRange',
  'budgetDisagrees',
  'errorsNotRecorded',
  'badMetricMissing',
  'labelMissing',
  'measurementsDisagree',
];

/** Whether the problems of an SLO keep its numbers from proving that it is healthy. */
export function proveNoHealth(problems: readonly Problem[]): boolean {
  return problems.some((problem) =>
    problem.kind === 'ofMember' ? proveNoHealth([problem.problem]) : DOUBTS.includes(problem.kind)
  );
}
