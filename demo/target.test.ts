/** @jest-environment node */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { historyOfTarget, senderToTarget } from './target';

const retrySeconds = 0.01;

/** Answers one request after the other with these, and tells what it got. */
async function startTarget(answers: Array<[status: number, text: string]>) {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      bodies.push(`${request.method} ${request.url} ${Buffer.concat(chunks).toString()}`);
      const [status, text] = answers.shift() ?? [500, 'nothing more to say'];
      response.writeHead(status).end(text);
    });
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}/push`, bodies, close, reopen: () => listen(port) };
}

describe('samples for a target', () => {
  test('wait for one that is starting, busy or not there yet', async () => {
    const target = await startTarget([
      [503, 'starting'],
      [429, 'busy'],
      [204, ''],
    ]);
    await target.close();
    const fetched = jest.spyOn(globalThis, 'fetch');
    const sent = senderToTarget(target.url, retrySeconds)(Buffer.from('samples'));
    await expect(fetched.mock.results[0]!.value).rejects.toThrow();
    fetched.mockRestore();
    await target.reopen();
    await sent;
    await target.close();
    expect(target.bodies).toEqual(Array(3).fill('POST /push samples'));
  });

  test('are not sent again when they are refused for good', async () => {
    const target = await startTarget([[400, 'err-mimir-sample-timestamp-too-old\n']]);
    await expect(senderToTarget(target.url, retrySeconds)(Buffer.from('samples'))).rejects.toThrow(
      `${target.url} refused samples: 400 err-mimir-sample-timestamp-too-old`
    );
    await target.close();
    expect(target.bodies).toHaveLength(1);
  });
});

describe('the history of a target', () => {
  const url = 'http://mimir:9009/api/v1/push';
  const first = { generator: 'a', seed: 1, anchorSeconds: 1000, historyDays: 35 };
  let dataDir: string;

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'scorecard-target-'));
    expect(historyOfTarget(dataDir, url, first)).toEqual(first);
  });

  afterEach(() => rmSync(dataDir, { recursive: true }));

  test('keeps its anchor', () => {
    expect(historyOfTarget(dataDir, url, { ...first, anchorSeconds: 2000 })).toEqual(first);
    expect(historyOfTarget(dataDir, url, { ...first, anchorSeconds: 3000 })).toEqual(first);
  });

  test.each([
    ['another generator', url, { ...first, generator: 'b' }],
    ['another length', url, { ...first, historyDays: 3 }],
    ['another target', 'http://other/api/v1/push', first],
  ])('is refused to %s', (_, otherUrl, wanted) => {
    expect(() => historyOfTarget(dataDir, otherUrl, wanted)).toThrow(`belongs to what ${url} holds`);
  });
});
