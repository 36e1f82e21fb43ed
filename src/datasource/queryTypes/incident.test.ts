import { lastValueFrom, of, toArray, throwError } from 'rxjs';
import { INCIDENT_FIELD, type IncidentView } from '../../core/frame/incident';
import { answersOf, type Counted, countedDefinition } from '../../core/query/events/testing';
import type { Answers, Query } from '../../core/query/port';
import { mergeDefinitions } from '../../core/slo/merge';
import { AlertingOfGrafana } from '../grafanaAlerting';
import { INCIDENT } from './incident';
import type { Asked } from './queryKind';

const mockFetch = jest.fn();
jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getBackendSrv: () => ({ fetch: mockFetch }),
}));

const HOUR = 3600;
const DAY = 86_400;
const AT = 497_222 * HOUR;

function slosOf(uid: string, names: readonly string[]) {
  return mergeDefinitions(
    { uid, name: uid, labels: {} },
    [],
    names.map((name) =>
      countedDefinition({
        name,
        window: { kind: 'rolling', seconds: 3 * DAY },
        links: [{ kind: 'runbook', title: '', url: 'https://runbooks.example' }],
      })
    )
  );
}

/** 10 events a second, a share of them bad in the last hour. */
const burning =
  (share: number): Counted =>
  (metric, from, to) =>
    metric === 'total' ? 10 * (to - from) : 10 * share * Math.max(0, to - Math.max(from, AT - HOUR));

function asked(uid: string, names: readonly string[], counted: Counted, change = (answers: Answers) => answers) {
  const questions: Array<readonly Query[]> = [];
  const question: Asked = {
    target: { refId: 'A', schemaVersion: 1, queryType: 'incident' },
    range: { fromSeconds: AT - 3 * HOUR, toSeconds: AT, stepSeconds: 60, zone: 'Etc/UTC' },
    slos: slosOf(uid, names),
    rules: { state: 'ok', groups: [] },
    known: slosOf(uid, names),
    upstream: { uid, name: uid, labels: {} },
    grafanaAlerting: new AlertingOfGrafana().ask(0),
    options: {},
    askExemplars: () => of([]),
    release: null,
    askUpstream: (queries) => {
      questions.push(queries);
      return of(change(answersOf(queries, counted)));
    },
  };
  return { question, questions };
}

const all = (question: Asked) => lastValueFrom(INCIDENT.ask(question).pipe(toArray()));

async function view(...questions: Asked[]): Promise<IncidentView> {
  const found = await Promise.all(questions.map(async (one) => (await all(one)).at(-1)!.found));
  const [frame] = INCIDENT.frames(questions[0]!.target, questions[0]!.range, found);
  return frame!.fields.find(({ name }) => name === INCIDENT_FIELD)!.values[0];
}

beforeEach(() => {
  mockFetch.mockReset().mockReturnValue(of({ data: [] }));
});

it('tells what burns at once and the rest as it comes, in as many questions for many SLOs as for one', async () => {
  const { question, questions } = asked('eu', ['a', 'b', 'c'], burning(0.5));
  const told = await all(question);
  expect(told.map(({ state }) => state)).toEqual(expect.arrayContaining(['loading', 'done']));
  expect(told[0]!.found.later).toBeNull();
  expect(told.at(-1)!.state).toBe('done');
  const one = asked('eu', ['a'], burning(0.5));
  await all(one.question);
  expect(questions.length).toBe(one.questions.length);
});

it('tells since when, what it has cost, and where to go', async () => {
  const told = await view(asked('eu', ['a', 'b'], burning(0.5)).question);
  expect(told.main).toMatchObject({
    service: 'orders',
    severity: 'page',
    pair: '5m/1h',
    onsetMilliseconds: (AT - HOUR) * 1000,
    links: [{ kind: 'runbook' }],
    promql: 'sum(rate(bad[5m])) / sum(rate(total[5m]))',
    upstreamUid: 'eu',
  });
  // Half of the 36,000 of an hour, of the 25,920 that three days allow.
  expect(told.main!.badEvents).toBeCloseTo(18_000, 3);
  expect(told.main!.costRatio).toBeCloseTo(18_000 / 25_920, 6);
  expect(told.others).toHaveLength(1);
  expect(told.dataAgeSeconds).toBe(0);
  expect(told.groupsReason).toMatch(/^No label such as region/);
});

it('says why nothing is told by group where that could not be read, and names no label then', async () => {
  const refused = (answers: Answers): Answers =>
    new Map(
      [...answers].map(([id, answer]) => [
        id,
        id.startsWith('sinceOnset') ? { state: 'failed', cause: 'timeout', message: '' } : answer,
      ])
    );
  const told = await view(asked('eu', ['a'], burning(0.5), refused).question);
  expect(told.groupsReason).toMatch(/^Its events could not be read by group\. .*timed out/);
});

it.each([
  ['firing', 'firing', [{ labels: { alertname: 'Burn', service: 'orders', slo: 'a' } }]],
  ['missing where others fire', 'missing', [{ labels: { alertname: 'Burn', service: 'orders', slo: 'b' } }]],
  ['missing a page where a ticket fires', 'missing', [{ labels: { service: 'orders', slo: 'a', severity: 'ticket' } }]],
] as const)('says whether an alert fires for it: %s', async (_, expected, alerts) => {
  mockFetch.mockReturnValue(of({ data: { status: 'success', data: { groups: [] } } }));
  const active = (answers: Answers): Answers =>
    new Map(
      [...answers].map(([id, answer]) => {
        const series = alerts.map(({ labels }) => ({
          labels: { ...labels, alertstate: 'firing' },
          timesSeconds: [AT],
          values: [1],
        }));
        return [id, id === 'alerts:active' ? { state: 'ok', series, warnings: [] } : answer];
      })
    );
  const told = await view(asked('eu', ['a'], burning(0.5), active).question);
  expect(told.main).toMatchObject({ severity: 'page', alert: expected });
});

it('never says that no alert fires where not all could be read', async () => {
  mockFetch.mockReturnValue(throwError(() => ({ status: 403, data: {} })));
  const told = await view(asked('eu', ['a'], burning(0.5)).question);
  expect(told.main!.alert).toBe('unknown');
});

it('tells which of the others began to burn with it, in any data source', async () => {
  const [main, same] = [asked('eu', ['a'], burning(0.9)), asked('us', ['b'], burning(0.5))];
  const earlier: Counted = (metric, from, to) =>
    metric === 'total' ? 10 * (to - from) : 3 * Math.max(0, to - Math.max(from, AT - HOUR - 600));
  const told = await view(main.question, same.question, asked('asia', ['c'], earlier).question);
  expect(told.main?.name).toBe('a');
  expect(told.others.map(({ name }) => name)).toEqual(['b', 'c']);
  expect([told.together, told.togetherSeconds]).toEqual([[told.others[0]!.id], 300]);
});

it('tells of a composite what its members have cost', async () => {
  const { question } = asked('eu', ['a'], burning(0.5));
  const [slo] = question.slos;
  const member = { name: 'pay', weight: 2, objectiveRatio: 0.99, events: slo!.events! };
  const half = { ...member, name: 'search', weight: 0.5 };
  const { events: _, ...rest } = slo!;
  const told = await view({ ...question, slos: [{ ...rest, objectiveRatio: null, composite: [half, member] }] });
  // Half of the 36,000 of an hour, of the 25,920 that three days allow each.
  expect(told.main!.costRatio).toBeCloseTo((2.5 * 18_000) / 25_920, 6);
  expect(told.main!.badEvents).toBeNull();
  expect(told.groupsReason).toBe('Share of the budget that its members have cost: pay 139%, search 34.7%.');
});

it('puts first what burns worst in any data source', async () => {
  const [slow, fast] = [asked('eu', ['a'], burning(0.3)), asked('us', ['b'], burning(0.9))];
  const told = await view(slow.question, fast.question);
  expect([told.main?.upstream, told.others.map(({ upstream }) => upstream)]).toEqual(['us', ['eu']]);
});

it('says what was marked in Grafana before, as text', async () => {
  mockFetch.mockReturnValue(
    of({ data: [{ time: (AT - HOUR - 600) * 1000, text: '<b>Deployed</b>\n4.2', tags: ['deploy'] }, { time: 1 }] })
  );
  const told = await view(asked('eu', ['a'], burning(0.5)).question);
  expect(told.changes).toEqual([
    { kind: 'annotation', atMilliseconds: (AT - HOUR - 600) * 1000, text: 'Deployed 4.2 · deploy' },
  ]);
  expect(mockFetch.mock.calls[0][0].params).toMatchObject({
    from: (AT - HOUR - 1800) * 1000,
    to: (AT - HOUR + 300) * 1000,
  });
  expect(told.nothingFoundIn).not.toContain('annotations');
});

it('says where it could not look, and what burns all the same', async () => {
  mockFetch.mockReturnValue(throwError(() => ({ status: 403, data: { message: 'Forbidden' } })));
  const refused = (answers: Answers): Answers =>
    new Map(
      [...answers].map(([id, answer]) =>
        id.startsWith('before:')
          ? [id, { state: 'failed', message: 'too many samples', cause: 'refused' }]
          : [id, answer]
      )
    );
  const { question } = asked('eu', ['a'], burning(0.5), refused);
  const told = await view(question);
  expect(told.main?.severity).toBe('page');
  expect(told.notLookedIn).toEqual([
    'versions (too many samples)',
    'targets (too many samples)',
    'alerts (too many samples)',
    'other SLOs (only this one is chosen)',
    expect.stringMatching(/^annotations \(.*Forbidden/),
  ]);
  expect((await all(question)).at(-1)!.messages).toEqual([]);
});

it('tells the last episode where nothing burns, and asks for no annotations', async () => {
  const past: Counted = (metric, from, to) => {
    const overlap = Math.max(0, Math.min(to, AT - 20 * HOUR) - Math.max(from, AT - 21 * HOUR));
    return metric === 'total' ? 10 * (to - from) : 5 * overlap;
  };
  const told = await view(asked('eu', ['a', 'b'], past).question);
  expect(told.main).toBeNull();
  expect(told.last).toMatchObject({
    onsetMilliseconds: (AT - 21 * HOUR) * 1000,
    endMilliseconds: (AT - 20 * HOUR) * 1000,
  });
  expect(mockFetch).not.toHaveBeenCalled();
});

it('is about the one SLO that was chosen, though it burns nothing', async () => {
  const told = await view(asked('eu', ['a'], burning(0)).question);
  expect(told.main).toMatchObject({ name: 'a', severity: null, onsetMilliseconds: null });
});

it('takes what nobody can see for blind, never for quiet', async () => {
  const { question } = asked('eu', ['a', 'b'], () => undefined);
  const told = await view(question);
  expect(told.sloCount).toBe(2);
  expect([told.main, told.blind.map(({ name }) => name), told.dataAgeSeconds]).toEqual([null, ['a', 'b'], null]);
});

it('tells of SLOs of other data sources that began to burn before, and of rules that fail', async () => {
  const earlier: Counted = (metric, from, to) =>
    metric === 'total' ? 10 * (to - from) : 3 * Math.max(0, to - Math.max(from, AT - HOUR - 600));
  const { question } = asked('eu', ['a'], burning(0.9));
  const rule = { type: 'recording', name: 'r', query: 'up', labels: {}, lastEvaluationSeconds: AT - 20 } as const;
  const failing = { ...rule, health: 'err', lastError: 'many-to-many' } as const;
  const rules = { state: 'ok', groups: [{ name: 'g', file: 'f', rules: [failing] }] } as const;
  const told = await view({ ...question, rules }, asked('us', ['b'], earlier).question);
  expect(told.changes).toEqual([
    { kind: 'rules', atMilliseconds: (AT - 20) * 1000, text: 'Rules fail now (1), such as r: many-to-many' },
    { kind: 'slo', atMilliseconds: (AT - HOUR - 600) * 1000, text: 'orders / b began to burn' },
  ]);
  expect(told.nothingFoundIn).not.toContain('other SLOs');
});
