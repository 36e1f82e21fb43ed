import { type IncomingMessage, type ServerResponse } from 'node:http';

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=UTF-8', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(body));
}

/** An error in the shape of Grafana's API. */
export function sendError(response: ServerResponse, status: number, message: string, messageId?: string): void {
  sendJson(response, status, { message, ...(messageId ? { messageId, statusCode: status, traceID: '' } : {}) });
}

export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Aborts when the client goes away before it has the answer, so that Prometheus stops working for nobody. */
export function abortedWithClient(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.on('close', () => {
    if (!response.writableFinished) {
      controller.abort();
    }
  });
  return controller.signal;
}
