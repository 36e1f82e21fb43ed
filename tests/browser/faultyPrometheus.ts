import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/**
 * - `up`: every request is passed on.
 * - `down`: connections are refused, as by a Prometheus that has been stopped.
 * - `refusing`: queries that read the one-hour ratio answer 422, all others are passed on.
 * - `unauthorized`: every request answers 401, as behind a proxy that wants other credentials.
 * - `noRules`: its rules answer 403, as behind a proxy that permits queries only.
 */
export type Fault = 'up' | 'down' | 'refusing' | 'unauthorized' | 'noRules';

export interface FaultyPrometheus {
  url: string;
  /** POST a fault here to set it. */
  controlUrl: string;
  stop(): Promise<void>;
}

const REFUSED = JSON.stringify({ status: 'error', errorType: 'execution', error: 'found duplicate series' });

/** Stands between the preview and Prometheus, and fails on command. */
export async function startFaultyPrometheus(target: string): Promise<FaultyPrometheus> {
  let fault: Fault = 'up';
  const sockets = new Set<Socket>();
  const proxy = createServer((incoming, outgoing) => void pass(target, fault, incoming, outgoing));
  proxy.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const port = await listen(proxy, 0);

  const set = async (next: Fault) => {
    if (next === 'down' && proxy.listening) {
      sockets.forEach((socket) => socket.destroy());
      await close(proxy);
    } else if (next !== 'down' && !proxy.listening) {
      await listen(proxy, port);
    }
    fault = next;
  };
  const control = createServer((incoming, outgoing) => {
    void body(incoming)
      .then((text) => set(text.toString() as Fault))
      .then(() => outgoing.end());
  });
  const controlPort = await listen(control, 0);
  return {
    url: `http://127.0.0.1:${port}`,
    controlUrl: `http://127.0.0.1:${controlPort}`,
    stop: async () => {
      await set('down');
      await close(control);
    },
  };
}

async function pass(target: string, fault: Fault, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const sent = await body(incoming);
  const query =
    new URLSearchParams(sent.toString()).get('query') ?? new URL(incoming.url ?? '', target).searchParams.get('query');
  if (fault === 'refusing' && query?.includes('ratio_rate1h')) {
    outgoing.writeHead(422, { 'content-type': 'application/json' }).end(REFUSED);
    return;
  }
  if (fault === 'unauthorized') {
    outgoing.writeHead(401, { 'content-type': 'text/plain' }).end('Unauthorized');
    return;
  }
  if (fault === 'noRules' && incoming.url?.startsWith('/api/v1/rules')) {
    outgoing.writeHead(403).end();
    return;
  }
  const passed = request(
    new URL(incoming.url ?? '', target),
    { method: incoming.method, headers: { ...incoming.headers, host: new URL(target).host } },
    (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    }
  );
  passed.on('error', () => outgoing.destroy());
  passed.end(sent);
}

async function body(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
