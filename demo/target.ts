import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { messageOf } from './data-dir';
import { DemoError } from './errors';
import { type SendSamples } from './load';
import { type Manifest } from './manifest';
import { remoteWriteHeaders } from './prometheus-api';

const patienceSeconds = 180;

/**
 * Sends samples to a remote write target beside the demo's Prometheus, which itself forwards nothing older than its start.
 * Waits for a target that is still starting or busy; a refusal for good fails with the target's own words.
 */
export function senderToTarget(url: string, retrySeconds = 1): SendSamples {
  return async (body) => {
    const deadline = Date.now() + patienceSeconds * 1000;
    for (;;) {
      const refusal = await attempt(url, body);
      if (refusal === undefined) {
        return;
      }
      if (refusal.isFinal || Date.now() > deadline) {
        throw new DemoError(`${url} refused samples: ${refusal.words}`);
      }
      await sleep(retrySeconds * 1000);
    }
  };
}

interface Refusal {
  words: string;
  isFinal: boolean;
}

async function attempt(url: string, body: Buffer): Promise<Refusal | undefined> {
  try {
    const { ok, status, text } = await post(url, body);
    return ok ? undefined : { words: `${status} ${text}`, isFinal: status < 500 && status !== 429 };
  } catch (error) {
    return { words: messageOf(error), isFinal: false };
  }
}

/** A target that takes a request and never answers is as good as none. */
const answerTimeoutSeconds = 60;

async function post(url: string, body: Buffer): Promise<{ ok: boolean; status: number; text: string }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: remoteWriteHeaders,
    body: new Uint8Array(body),
    signal: AbortSignal.timeout(answerTimeoutSeconds * 1000),
  });
  return { ok: response.ok, status: response.status, text: (await response.text()).trim() };
}

function targetPath(dataDir: string): string {
  return join(dataDir, 'target.json');
}

/**
 * The history that a target gets: the wanted one at first, the same one ever after. A target cannot be emptied from here,
 * and two histories in it would be two values for every moment; the same samples twice do no harm.
 */
export function historyOfTarget(dataDir: string, url: string, wanted: Manifest): Manifest {
  const held = readTarget(dataDir);
  if (held === undefined) {
    // Whole or not at all: half a file would be a second history at the next start.
    writeFileSync(`${targetPath(dataDir)}.new`, `${JSON.stringify({ url, ...wanted }, undefined, 2)}\n`);
    renameSync(`${targetPath(dataDir)}.new`, targetPath(dataDir));
    return wanted;
  }
  const continued = { ...wanted, anchorSeconds: held.anchorSeconds };
  if (JSON.stringify({ url, ...continued }) !== JSON.stringify(held)) {
    throw new DemoError(
      `${dataDir} belongs to what ${held.url} holds, made by another version of the demo or in another way. ` +
        `Empty both and start again.`
    );
  }
  return continued;
}

function readTarget(dataDir: string): ({ url: string } & Manifest) | undefined {
  return existsSync(targetPath(dataDir))
    ? (JSON.parse(readFileSync(targetPath(dataDir), 'utf8')) as { url: string } & Manifest)
    : undefined;
}
