import { selector } from '../promql/ast';
import type { SloDefinition } from '../slo/definition';
import { mergeDefinitions } from '../slo/merge';
import type { Slo } from '../slo/slo';
import { slothSlo } from '../slo/sloth/slo';
import type { Answer } from './port';
import { isEmptyRow, withoutEmptyCopies } from './copies';
import { judgeSlos } from './slos/judge';
import { planSlos } from './slos/plan';

const AT = 1_790_000_000;
const DAY = 86_400;
const request = { fromSeconds: AT - DAY, toSeconds: AT, trend: false };

const document: SloDefinition = {
  tool: 'openslo',
  document: 1,
  line: 4,
  service: 'orders',
  name: 'availability',
  labels: {},
  objectiveRatio: 0.999,
  window: { kind: 'rolling', seconds: 30 * DAY },
  events: {
    counted: 'bad',
    part: [{ sign: 1, selector: selector('errors') }],
    total: [{ sign: 1, selector: selector('requests') }],
  },
  links: [],
};
const { events: _, ...uncounted } = document;

type Holds = 'recorded' | 'events' | 'nothing' | 'failing';

/** The rows of an upstream that holds so much of the SLO of the document. */
function rowsOf(name: string, holds: Holds, definition: SloDefinition = document) {
  const upstream = { uid: name, name, labels: {} };
  const recorded: Slo = slothSlo({
    upstream,
    info: { sloth_id: 'a', sloth_service: 'orders', sloth_slo: 'availability', sloth_objective: '99.9' },
    objectiveRatio: undefined,
    periodDays: 30,
    recordedWindowsSeconds: [300, 3600],
    current: true,
  });
  const slos = mergeDefinitions(upstream, holds === 'recorded' ? [recorded] : [], [definition]);
  const answers = planSlos(request, slos).map((query): [string, Answer] => {
    const parts = query.union?.parts ?? [];
    const series = parts.map(({ key }) => ({ labels: { slo_part: key }, timesSeconds: [AT], values: [100] }));
    return [
      query.id,
      holds === 'failing'
        ? { state: 'failed', message: 'down', cause: 'unavailable' }
        : { state: 'ok', series: holds === 'events' ? series : [], warnings: [] },
    ];
  });
  return judgeSlos(request, slos, new Map(answers));
}

const left = (...all: Array<ReturnType<typeof rowsOf>>) =>
  withoutEmptyCopies(all.flat(), isEmptyRow).map(({ slo }) => slo.upstream.name);

describe('an SLO of a document that names no data source', () => {
  it('is a row of the upstream that records it alone, where the others hold nothing of it', () => {
    expect(left(rowsOf('a', 'nothing'), rowsOf('b', 'recorded'), rowsOf('c', 'nothing'))).toEqual(['b']);
  });

  it('is a row where its events are counted, or nobody knows whether there are any', () => {
    expect(left(rowsOf('a', 'events'), rowsOf('b', 'recorded'), rowsOf('c', 'failing'))).toEqual(['a', 'b', 'c']);
  });

  it('is lost nowhere where no upstream has recorded it', () => {
    expect(left(rowsOf('a', 'nothing'), rowsOf('b', 'nothing'))).toEqual(['a', 'b']);
    expect(left(rowsOf('a', 'nothing'), rowsOf('b', 'events'))).toEqual(['a', 'b']);
  });

  it('that cannot be counted has a row where it is recorded', () => {
    const plugin: SloDefinition = { ...uncounted, uncountable: 'plugin' };
    expect(left(rowsOf('a', 'nothing', plugin), rowsOf('b', 'recorded', plugin))).toEqual(['b']);
    expect(left(rowsOf('a', 'nothing', plugin))).toEqual(['a']);
  });
});

test('an SLO whose document names its upstream stays there, whatever another one records', () => {
  const named: SloDefinition = { ...document, upstreamRef: 'a' };
  expect(left(rowsOf('a', 'nothing', named), rowsOf('b', 'recorded', document))).toEqual(['a', 'b']);
});

test('another SLO is no copy', () => {
  expect(left(rowsOf('a', 'nothing', { ...document, name: 'latency' }), rowsOf('b', 'recorded'))).toEqual(['a', 'b']);
});
