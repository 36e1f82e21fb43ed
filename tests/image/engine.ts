import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import path from 'node:path';
import { debianRoot, engineEnvironment } from './debian';
import { must, run, type Output, type RunOptions } from './run';

/** A container engine that is there for the tests alone, and the environment in which its clients reach it. */
export interface Engine {
  /** For other clients, such as docker-compose. */
  env: NodeJS.ProcessEnv;
  /** Runs the command line client; whether it succeeded is in the answer. */
  docker(args: readonly string[], options?: RunOptions): Promise<Output>;
  /** The same for what has to succeed: gives what it printed. */
  must(args: readonly string[], options?: RunOptions): Promise<string>;
}

export interface RunningEngine extends Engine {
  /** Ends containers, networks and the engine, and removes all that they have written. */
  stop(): Promise<void>;
}

/** The smallest Debian, made here, because no registry is asked. */
export const DEBIAN = 'image-tests/debian:bookworm';

const START_SECONDS = 60;
const STOP_SECONDS = 60;

/**
 * Starts the engine of Debian's packages beside whatever runs on this machine: own socket, own data, no rules in the
 * firewall, no bridge. `docker build` and `docker run` need `--network host` or `none`; networks of one's own work.
 */
export async function startEngine(): Promise<RunningEngine> {
  if (process.getuid?.() !== 0) {
    throw new Error('The image tests start a container engine, for which they have to run as root.');
  }
  const programs = await engineEnvironment();
  // Not below the repository: the path of a socket may have 107 characters at most.
  const state = mkdtempSync(path.join(tmpdir(), 'engine-'));
  mkdirSync(path.join(state, 'client'));
  const env = {
    ...programs,
    DOCKER_HOST: `unix://${state}/engine.sock`,
    DOCKER_CONFIG: path.join(state, 'client'),
    DOCKER_BUILDKIT: '1',
    COMPOSE_DOCKER_CLI_BUILD: '1',
    BUILDKIT_PROGRESS: 'plain',
  };
  const supervisor = spawn(path.join(__dirname, 'supervise-engine'), [state, ownAddress()], {
    env,
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const ended = new Promise<void>((resolve) => supervisor.on('close', () => resolve()));
  const stop = async () => {
    supervisor.stdin.end();
    await within(STOP_SECONDS, ended, 'The engine did not stop');
  };
  const engine = connect(env);
  try {
    await untilReady(engine, path.join(state, 'log'));
    await engine.must(['import', await debianRoot(), DEBIAN]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { ...engine, stop };
}

/** An engine that another process has started. */
export function connect(env: NodeJS.ProcessEnv): Engine {
  return {
    env,
    docker: (args, options) => run('docker', args, { env, ...options }),
    must: (args, options) => must('docker', args, { env, ...options }),
  };
}

async function untilReady(engine: Engine, log: string): Promise<void> {
  const deadline = Date.now() + START_SECONDS * 1000;
  while ((await engine.docker(['version'], { timeoutSeconds: 5 })).status !== 0) {
    if (Date.now() > deadline) {
      const words = existsSync(log) ? readFileSync(log, 'utf8').slice(-3000) : 'It has written nothing.';
      throw new Error(`The engine is not ready after ${START_SECONDS} s:\n${words}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Where containers on a network of their own reach this machine. */
function ownAddress(): string {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return addresses.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1';
}

async function within<T>(seconds: number, promise: Promise<T>, message: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${message} within ${seconds} s.`)), seconds * 1000);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
