import { readRules } from './read';

/** As Prometheus 2.42 answers. */
const ANSWER = {
  status: 'success',
  data: {
    groups: [
      {
        name: 'orders',
        file: '/etc/rules.yml',
        interval: 30,
        limit: 0,
        evaluationTime: 0.001,
        lastEvaluation: '2026-11-20T10:00:00.5Z',
        rules: [
          {
            name: 'job:up:sum',
            query: 'sum by (job) (up)',
            health: 'ok',
            evaluationTime: 0.0005,
            lastEvaluation: '2026-11-20T10:00:00.5Z',
            type: 'recording',
          },
          {
            state: 'inactive',
            name: 'Down',
            query: 'up == 0',
            duration: 60,
            labels: { severity: 'page' },
            annotations: { runbook: 'https://runbooks.example.com/down' },
            alerts: [],
            health: 'err',
            lastError: 'found duplicate series',
            evaluationTime: 0,
            lastEvaluation: '0001-01-01T00:00:00Z',
            type: 'alerting',
          },
        ],
      },
    ],
  },
};

describe('the answer of the rules API', () => {
  it('gives recording rules and alerts with how they were evaluated', () => {
    expect(readRules(ANSWER)).toEqual({
      state: 'ok',
      groups: [
        {
          name: 'orders',
          file: '/etc/rules.yml',
          rules: [
            {
              type: 'recording',
              name: 'job:up:sum',
              query: 'sum by (job) (up)',
              labels: {},
              health: 'ok',
              lastError: '',
              // GNU date: date -u -d '2026-11-20 10:00' +%s
              lastEvaluationSeconds: 1_795_168_800.5,
            },
            {
              type: 'alerting',
              name: 'Down',
              query: 'up == 0',
              labels: { severity: 'page' },
              annotations: { runbook: 'https://runbooks.example.com/down' },
              health: 'err',
              lastError: 'found duplicate series',
              lastEvaluationSeconds: null,
            },
          ],
        },
      ],
    });
  });

  it('may have no groups', () => {
    expect(readRules({ status: 'success', data: { groups: null } })).toEqual({ state: 'ok', groups: [] });
    expect(readRules({ status: 'success', data: { groups: [] } })).toEqual({ state: 'ok', groups: [] });
  });

  it('loses what it does not understand, and nothing else', () => {
    const [group] = ANSWER.data.groups;
    const odd = [null, 'text', { type: 'recording', name: 1, query: 'x' }, { type: 'other', name: 'a', query: 'b' }];
    const read = readRules({ data: { groups: [null, { name: 'x' }, { ...group, rules: [...odd, ...group!.rules] }] } });
    expect(read).toEqual(readRules(ANSWER));
  });

  it.each([undefined, null, 'text', {}, { data: {} }, { data: { groups: {} } }])(
    'that is none is malformed: %p',
    (body) => {
      expect(readRules(body)).toEqual({ state: 'unreadable', cause: 'malformed', message: '' });
    }
  );

  it('that is an error says it', () => {
    const body = { status: 'error', errorType: 'not_found', error: 'rules are not enabled' };
    expect(readRules(body)).toEqual({ state: 'unreadable', cause: 'malformed', message: 'rules are not enabled' });
  });
});
