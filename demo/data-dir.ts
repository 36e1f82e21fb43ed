import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { DemoError } from './errors';

/** The processes that last used a data directory. */
interface Owner {
  ownerId: number;
  prometheusId: number;
}

const neededBytes = 500_000_000;

/** Makes the directory and checks that a history fits into it. */
export function prepareDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true });
    const probe = join(dataDir, '.probe');
    writeFileSync(probe, 'x');
    rmSync(probe);
  } catch (error) {
    throw new DemoError(
      `cannot write to ${dataDir}: ${messageOf(error)}. Choose another directory or free some space.`
    );
  }
  const { bavail, bsize } = statfsSync(dataDir);
  if (bavail * bsize < neededBytes) {
    throw new DemoError(
      `${dataDir} has ${Math.round((bavail * bsize) / 1e6)} MB free, the history needs ${neededBytes / 1e6} MB while it is made`
    );
  }
}

function ownerPath(dataDir: string): string {
  return join(dataDir, 'running.json');
}

/** Notes which processes use the directory, for a start after this process was killed. */
export function writeOwner(dataDir: string, prometheusId: number): void {
  writeFileSync(ownerPath(dataDir), JSON.stringify({ ownerId: process.pid, prometheusId } satisfies Owner));
}

export function removeOwner(dataDir: string): void {
  rmSync(ownerPath(dataDir), { force: true });
}

/**
 * Ends a Prometheus that lost its demo (killed hard) and still holds the directory and the port; refuses when the demo
 * that started it is alive.
 */
export async function endOrphan(dataDir: string, log: (message: string) => void): Promise<void> {
  const owner = readOwner(dataDir);
  const orphan = owner && describeProcess(owner.prometheusId);
  // The number may belong to an unrelated process by now: the command line must name this directory.
  if (!owner || !orphan?.command.includes(dataDir)) {
    removeOwner(dataDir);
    return;
  }
  if (orphan.parentId === owner.ownerId) {
    throw new DemoError(
      `the demo in ${dataDir} is running already (process ${owner.ownerId}). Stop it first or use another directory.`
    );
  }
  log(`ending the Prometheus (process ${owner.prometheusId}) that an interrupted demo left behind`);
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    signalQuietly(owner.prometheusId, signal);
    for (let waited = 0; waited < 100 && describeProcess(owner.prometheusId); waited++) {
      await sleep(100);
    }
  }
  removeOwner(dataDir);
}

function readOwner(dataDir: string): Owner | undefined {
  try {
    const { ownerId, prometheusId } = JSON.parse(readFileSync(ownerPath(dataDir), 'utf8')) as Partial<Owner>;
    return ownerId && prometheusId ? { ownerId, prometheusId } : undefined;
  } catch {
    return undefined;
  }
}

function signalQuietly(processId: number, signal: NodeJS.Signals): void {
  try {
    process.kill(processId, signal);
  } catch {
    // Gone already.
  }
}

/** Parent and command line of a live process; /proc where there is one, `ps` elsewhere. */
function describeProcess(processId: number): { parentId: number; command: string } | undefined {
  try {
    const stat = readFileSync(`/proc/${processId}/stat`, 'utf8');
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const command = readFileSync(`/proc/${processId}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return state === 'Z' ? undefined : { parentId: Number(parent), command };
  } catch {
    return process.platform === 'linux' ? undefined : describeByPs(processId);
  }
}

function describeByPs(processId: number): { parentId: number; command: string } | undefined {
  try {
    const line = execFileSync('ps', ['-o', 'ppid=,command=', '-p', String(processId)], { encoding: 'utf8' }).trim();
    const [, parent, command] = /^(\d+)\s+(.*)$/s.exec(line) ?? [];
    return parent && command ? { parentId: Number(parent), command } : undefined;
  } catch {
    return undefined;
  }
}

/** Fails with the option to change when a port on 127.0.0.1 is taken. */
export async function assertPortFree(port: number, whatFor: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        new DemoError(
          error.code === 'EADDRINUSE'
            ? `port ${port} on 127.0.0.1, meant for ${whatFor}, is in use. Stop what listens there or choose another port.`
            : `cannot listen on port ${port} of 127.0.0.1 for ${whatFor}: ${error.message}`
        )
      )
    );
    server.listen(port, '127.0.0.1', () => server.close(() => resolve()));
  });
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
