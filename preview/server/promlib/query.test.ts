/** @jest-environment node */
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { queryData } from '../dsQuery';
import { type DataSource } from '../provisioning';
import { encodeValues } from './frames';
import { resultOfAnswer } from './query';

const CONTEXT = { refId: 'A', expr: 'up', stepMs: 15_000, legendFormat: '' };

function answer(status: number, body: unknown) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return resultOfAnswer({ status, text }, CONTEXT);
}

function dataSource(url: string, jsonData = {}): DataSource {
  return { id: 1, uid: 'p', name: 'p', type: 'prometheus', url, jsonData, secureJsonData: {} } as unknown as DataSource;
}

test('what JSON cannot hold is null, with its position told beside', () => {
  expect(encodeValues(['1', 'NaN', '+Inf', '-Inf', '2.5e-3', 'NaN'])).toEqual({
    values: [1, null, null, null, 0.0025, null],
    entities: { NaN: [1, 5], Inf: [2], NegInf: [3] },
  });
  expect(encodeValues(['0']).entities).toBeNull();
});

test('one frame per series, described on the first', () => {
  const series = (job: string) => ({
    metric: { __name__: 'up', job },
    values: [
      [1.5, '1'],
      [16.5, 'NaN'],
    ],
  });
  const { status, frames } = answer(200, {
    status: 'success',
    data: { resultType: 'matrix', result: [series('a'), series('b')] },
  });
  expect(status).toBe(200);
  expect(frames).toHaveLength(2);
  expect(frames[0]).toEqual({
    schema: {
      refId: 'A',
      meta: {
        type: 'timeseries-multi',
        typeVersion: [0, 1],
        custom: { resultType: 'matrix', calculatedMinStep: 15_000 },
        executedQueryString: 'Expr: up\nStep: 15s',
      },
      fields: [
        { name: 'Time', type: 'time', typeInfo: { frame: 'time.Time' }, config: { interval: 15_000 } },
        {
          name: 'up',
          type: 'number',
          typeInfo: { frame: 'float64' },
          labels: { __name__: 'up', job: 'a' },
        },
      ],
    },
    data: {
      values: [
        [1500, 16_500],
        [1, null],
      ],
      entities: [null, { NaN: [1] }],
    },
  });
  expect(frames[1]).toMatchObject({ schema: { meta: { custom: { resultType: 'matrix' } } } });
  expect(frames[1]).not.toHaveProperty('schema.meta.executedQueryString');
});

test('no series is one frame without fields', () => {
  const { frames } = answer(200, { status: 'success', data: { resultType: 'vector', result: [] } });
  expect(frames).toMatchObject([
    { schema: { refId: 'A', meta: { typeVersion: [0, 0] }, fields: [] }, data: { values: [] } },
  ]);
});

test('warnings become notices, even without series', () => {
  const { frames } = answer(200, { status: 'success', warnings: ['w'], data: { resultType: 'vector', result: [] } });
  expect(frames).toMatchObject([
    { schema: { name: 'Warnings', meta: { notices: [{ severity: 'warning', text: 'w' }] } } },
  ]);
});

describe('failures', () => {
  const failed = { status: 'error', errorType: 'execution', error: 'query processing would load too many samples' };

  test.each([
    [400, { ...failed, errorType: 'bad_data' }, 400, 'bad_data: query processing would load too many samples'],
    [422, failed, 422, 'execution: query processing would load too many samples'],
    [503, { ...failed, errorType: 'timeout' }, 503, 'timeout: query processing would load too many samples'],
    [504, 'gateway', 500, 'unexpected response with status code 504: gateway'],
    [503, '<html>', 503, "response from prometheus couldn't be parsed. it is non-json: <html>"],
  ])('HTTP %i', (status, body, expectedStatus, error) => {
    const result = answer(status, body);
    expect(result).toMatchObject({ status: expectedStatus, error, errorSource: 'downstream' });
    expect(result.frames).toMatchObject([{ schema: { fields: [] } }]);
  });

  describe('over the network', () => {
    let server: Server;
    let url = '';
    let aborted: Promise<void>;

    beforeEach(async () => {
      server = createServer((request, response) => {
        let body = '';
        request.on('data', (chunk) => (body += chunk));
        request.on('end', () => {
          const expr = new URLSearchParams(body).get('query');
          if (expr === 'slow') {
            return;
          }
          const bad = expr === 'bad';
          response.statusCode = bad ? 400 : 200;
          response.end(
            JSON.stringify(
              bad
                ? { status: 'error', errorType: 'bad_data', error: 'parse error' }
                : { status: 'success', data: { resultType: 'vector', result: [] } }
            )
          );
        });
        aborted = new Promise((resolve) => response.on('close', () => response.writableEnded || resolve()));
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });

    afterEach(() => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    });

    const ask = (exprs: string[], source: DataSource, signal = new AbortController().signal) => {
      const queries = exprs.map((expr, index) => ({
        refId: `R${index}`,
        expr,
        instant: true,
        datasource: { uid: 'p' },
      }));
      return queryData({ queries, from: '0', to: '60000' }, [source], signal);
    };

    test('one bad query fails the whole by its status only', async () => {
      const { status, results } = await ask(['good', 'bad'], dataSource(url));
      expect(status).toBe(400);
      expect(results.R0).toMatchObject({ status: 200 });
      expect(results.R0).not.toHaveProperty('error');
      expect(results.R1).toMatchObject({ status: 400, error: 'bad_data: parse error' });
    });

    test('Prometheus is down', async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      const port = new URL(url).port;
      const { status, results } = await ask(['up'], dataSource(url));
      expect(status).toBe(400);
      expect(results.R0).toEqual({
        status: 502,
        error: `Post "${url}/api/v1/query": dial tcp 127.0.0.1:${port}: connect: connection refused`,
        errorSource: 'downstream',
        frames: [],
      });
    });

    test('Prometheus is slow', async () => {
      const { results } = await ask(['slow'], dataSource(url, { timeout: 0.1 }));
      expect(results.R0?.error).toContain('context deadline exceeded (Client.Timeout exceeded while awaiting headers)');
    });

    test('a client that goes away stops the query', async () => {
      const controller = new AbortController();
      const pending = ask(['slow'], dataSource(url), controller.signal);
      setTimeout(() => controller.abort(), 50);
      expect((await pending).results.R0?.error).toContain('aborted');
      await aborted;
    });
  });
});

test('requests that make no sense are refused as in Grafana', async () => {
  const { signal } = new AbortController();
  const source = dataSource('http://127.0.0.1:1');
  const query = { refId: 'A', datasource: { uid: 'p' } };
  await expect(queryData({}, [source], signal)).rejects.toMatchObject({ status: 400 });
  await expect(queryData({ queries: [query, query] }, [source], signal)).rejects.toMatchObject({ status: 400 });
  await expect(
    queryData({ queries: [{ ...query, datasource: { uid: 'x' } }] }, [source], signal)
  ).rejects.toMatchObject({
    status: 404,
  });
  const frontendOnly = { ...source, type: 'acme-slo-datasource' };
  await expect(queryData({ queries: [query] }, [frontendOnly], signal)).rejects.toMatchObject({ status: 500 });
});
