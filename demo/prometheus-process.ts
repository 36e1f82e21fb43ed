import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import { DemoError, PrometheusMissingError } from './errors';
import { prometheusApi, type PrometheusApi } from './prometheus-api';

/** A Prometheus the demo started. */
export interface RunningPrometheus {
  api: PrometheusApi;
  processId: number;
  /** Throws the epitaph when it is no longer running. */
  assertAlive(): void;
  /** How it ended, with the end of its log. */
  epitaph(): string;
  /** Resolves when it has ended. */
  ended: Promise<void>;
  stop(): Promise<void>;
}

export interface PrometheusOptions {
  configFile: string;
  storageDir: string;
  logFile: string;
  port: number;
  /** Where it listens; 127.0.0.1 by default, 0.0.0.0 to be reached from other machines. */
  listenAddress?: string;
  /** What of it is on trial and not on by itself, such as `native-histograms`. */
  features?: readonly string[];
  /** More flags, such as `--query.timeout=1s`. */
  more?: readonly string[];
}

/** Environment variable naming another binary than the `prometheus` of the PATH. */
export const binaryVariable = 'PROMETHEUS_BINARY';
const loopback = '127.0.0.1';
const readyTimeoutSeconds = 60;
const stopTimeoutSeconds = 30;

function flags({
  configFile,
  storageDir,
  port,
  listenAddress = loopback,
  features = [],
  more = [],
}: PrometheusOptions): string[] {
  return [
    `--config.file=${configFile}`,
    `--storage.tsdb.path=${storageDir}`,
    // Longer than the history: the default of 15 days would drop it.
    '--storage.tsdb.retention.time=60d',
    // Long blocks let five weeks pass through the head without a compaction for every two hours.
    '--storage.tsdb.min-block-duration=120h',
    '--storage.tsdb.max-block-duration=1200h',
    '--web.enable-remote-write-receiver',
    '--web.enable-lifecycle',
    `--web.listen-address=${listenAddress}:${port}`,
    ...features.map((feature) => `--enable-feature=${feature}`),
    ...more,
  ];
}

/** The last lines of a log file; empty when there is none. */
export function logTail(logFile: string, lines = 8): string {
  try {
    return readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  } catch {
    return '';
  }
}

/** Starts Prometheus and waits until it answers. */
export async function startPrometheus(options: PrometheusOptions): Promise<RunningPrometheus> {
  const binary = process.env[binaryVariable] ?? 'prometheus';
  const child = await spawnLogged(binary, flags(options), options.logFile);
  // A crash of this process must not leave Prometheus behind.
  const endWithUs = () => void child.kill('SIGTERM');
  process.once('exit', endWithUs);
  let isRunning = true;
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      isRunning = false;
      process.off('exit', endWithUs);
      resolve();
    });
  });
  const api = prometheusApi(`http://${loopback}:${options.port}`);

  const epitaph = () => {
    const how = child.signalCode ?? `code ${child.exitCode}`;
    return `Prometheus ended (${how}). The end of its log, ${options.logFile}:\n${logTail(options.logFile)}`;
  };
  const assertAlive = () => {
    if (!isRunning) {
      throw new DemoError(epitaph());
    }
  };
  const stop = async () => {
    api.close();
    child.kill('SIGTERM');
    const timeout = new AbortController();
    const late = sleep(stopTimeoutSeconds * 1000, undefined, { signal: timeout.signal }).then(
      () => void child.kill('SIGKILL'),
      () => undefined
    );
    await Promise.race([ended, late.then(() => ended)]);
    timeout.abort();
  };

  const deadline = Date.now() + readyTimeoutSeconds * 1000;
  while (!(await api.isReady())) {
    assertAlive();
    if (Date.now() > deadline) {
      await stop();
      throw new DemoError(
        `Prometheus was not ready after ${readyTimeoutSeconds} s. The end of its log, ${options.logFile}:\n${logTail(options.logFile)}`
      );
    }
    await sleep(50);
  }
  return { api, processId: child.pid ?? 0, assertAlive, epitaph, ended, stop };
}

async function spawnLogged(binary: string, args: string[], logFile: string): Promise<ChildProcess> {
  const log = openSync(logFile, 'w');
  const child = spawn(binary, args, { stdio: ['ignore', log, log] });
  closeSync(log);
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'ENOENT'
          ? new PrometheusMissingError(
              `no Prometheus found: "${binary}" is not on the PATH. Install it (Debian, Ubuntu: apt-get install prometheus; ` +
                `macOS: brew install prometheus) or name the binary in ${binaryVariable}.`
            )
          : new DemoError(`cannot start ${binary}: ${error.message}`)
      )
    );
  });
  return child;
}
