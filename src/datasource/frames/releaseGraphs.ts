import { createDataFrame, FieldType, type DataFrame } from '@grafana/data';
import { t } from '@grafana/i18n';
import type { CountsEvidence, EvidenceOf } from '../../core/release/assessment/evidence';
import { shareSequences, type SequencePoint } from '../../core/release/assessment/sequence';
import { PLAIN_TEXT } from '../../shared/plainText';
import { REFERENCE_LINE } from './overTime';
import type { KnownRelease } from './release';

/** Each criterion has its own colour, and none that says good or bad. */
const COLORS = ['blue', 'purple', 'orange', 'yellow'];

/**
 * As far as the axis goes where nothing lies beyond. A band that reaches further is cut off: what matters is on which side of
 * the objective the release is.
 */
const LEAST_AXIS = 2;

/**
 * What was known of each share of good events: bad events as a multiple of those that the objective allows, so that 1 is the
 * objective of every criterion. A band that lies below it for certain passes, one above it fails.
 */
export function confidenceFrames(refId: string, known: readonly KnownRelease[]): DataFrame[] {
  const named = (of: KnownRelease, id: string) => (known.length > 1 ? `${of.upstream.name}: ${id}` : id);
  const all = known.flatMap((of) =>
    shareSequences(of.assessment).flatMap((sequence) =>
      sequence.points.length === 0 ? [] : [{ ...sequence, name: named(of, sequence.id) }]
    )
  );
  const shown = all.flatMap(({ objectiveRatio, points }) =>
    points
      .slice(-1)
      .flatMap((point) => [point.measuredRatio, point.upperRatio].map((share) => burnOf(share, objectiveRatio)))
  );
  const max = Math.max(LEAST_AXIS, ...shown.map((burn) => 1.25 * burn));
  return all.map(({ name, objectiveRatio, points }, index) => {
    const burn = (shareRatio: number) => burnOf(shareRatio, objectiveRatio);
    const color = { mode: 'fixed', fixedColor: COLORS[index % COLORS.length] };
    const axis = { unit: 'x', min: 0, max, color };
    const values = { ...PLAIN_TEXT, name };
    const lowerName = t('release.confidence.lower', '{{name}}: at least', values);
    const field = (key: string, displayNameFromDS: string, custom: object, of: (point: SequencePoint) => number) => ({
      name: key,
      type: FieldType.number,
      config: { ...axis, displayNameFromDS, custom },
      values: points.map(of),
    });
    return createDataFrame({
      refId,
      name,
      fields: [
        timeField(points.map(({ atSeconds }) => atSeconds)),
        field('measured', t('release.confidence.measured', '{{name}}: measured', values), { lineWidth: 2 }, (point) =>
          burn(point.measuredRatio)
        ),
        field('lower', lowerName, BOUND, (point) => burn(point.upperRatio)),
        field(
          'upper',
          t('release.confidence.upper', '{{name}}: at most', values),
          { ...BOUND, fillBelowTo: lowerName, fillOpacity: 15 },
          (point) => burn(point.lowerRatio)
        ),
        ...(index === 0
          ? [
              {
                name: 'objective',
                type: FieldType.number,
                config: {
                  ...axis,
                  color: { mode: 'fixed', fixedColor: 'text' },
                  displayNameFromDS: t('release.confidence.objective', 'objective'),
                  custom: REFERENCE_LINE,
                },
                values: points.map(() => 1),
              },
            ]
          : []),
      ],
    });
  });
}

/** The band tells them; in a legend they would be most of it. */
const BOUND = { lineWidth: 1, fillOpacity: 0, hideFrom: { legend: true, tooltip: false, viz: false } };

function burnOf(shareRatio: number, objectiveRatio: number): number {
  return (1 - shareRatio) / (1 - objectiveRatio);
}

/** Points of a graph. */
const MOST_POINTS = 60;

/** Share of bad events of the release and of what it is compared with, of all since the start. */
export function comparisonFrames(refId: string, known: readonly KnownRelease[]): DataFrame[] {
  return known.flatMap((of) => {
    const { policy, criteria, span, version, baselineVersion } = of.assessment;
    const index = policy.criteria.findIndex(
      ({ kind }, position) => kind === 'noRegression' && criteria[position]?.evidence != null
    );
    const pair = criteria[index]?.evidence as EvidenceOf['noRegression'] | undefined;
    if (!pair) {
      return [];
    }
    const prefix = known.length > 1 ? `${of.upstream.name}: ` : '';
    const side = (name: string, label: string, counts: CountsEvidence) => {
      const sums = sumsOf(counts);
      return createDataFrame({
        refId,
        name: `${prefix}${label}`,
        fields: [
          timeField(
            sums.map(({ endBlock }) => Math.min(span.endSeconds, span.startSeconds + endBlock * counts.blockSeconds))
          ),
          {
            name,
            type: FieldType.number,
            config: { unit: 'percentunit', min: 0, displayNameFromDS: `${prefix}${label}` },
            values: sums.map(({ bad, total }) => (total === 0 ? null : bad / total)),
          },
        ],
      });
    };
    const baseline = baselineVersion ?? t('release.comparison.baseline', 'baseline');
    return [
      side('release', version ?? t('release.comparison.release', 'release'), pair.release),
      side('baseline', baseline, pair.baseline),
    ];
  });
}

/** Events up to the ends of some blocks, the last of them among them. */
function sumsOf({ blocks }: CountsEvidence): Array<{ endBlock: number; bad: number; total: number }> {
  const every = Math.max(1, Math.ceil(blocks.length / MOST_POINTS));
  let [total, bad] = [0, 0];
  return blocks.flatMap(([ofBlock, badOfBlock], index) => {
    total += ofBlock;
    bad += badOfBlock;
    const endBlock = index + 1;
    return endBlock % every === 0 || endBlock === blocks.length ? [{ endBlock, total, bad }] : [];
  });
}

function timeField(timesSeconds: readonly number[]) {
  return { name: 'time', type: FieldType.time, config: {}, values: timesSeconds.map((seconds) => seconds * 1000) };
}
