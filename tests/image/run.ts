import { spawn } from 'node:child_process';

export interface RunOptions {
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  input?: string;
  timeoutSeconds?: number;
}

export interface Output {
  /** What a shell would show as the exit status: 128 and the signal's number for a process that a signal ended. */
  status: number;
  stdout: string;
  stderr: string;
}

const TIMED_OUT = 124;

/** Runs a program to its end, or ends it with all that it started when its time is up. Never throws. */
export async function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<Output> {
  const { env = process.env, cwd, input = '', timeoutSeconds = 120 } = options;
  return new Promise((resolve) => {
    // A group of its own, so that the children of the program can be ended with it.
    const child = spawn(program, args, { env, cwd, detached: true });
    const output = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
    // A program that ends before it has read everything is not our failure.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      try {
        process.kill(-child.pid!, 'SIGKILL');
      } catch {
        // It ended by itself at this very moment.
      }
      // What it has started in a session of its own may hold them open for ever.
      child.stdout.destroy();
      child.stderr.destroy();
    }, timeoutSeconds * 1000);
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve({ ...output, status: 127, stderr: error.message });
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      const note = timedOut ? `\n${program} was ended after ${timeoutSeconds} s` : '';
      const status = timedOut ? TIMED_OUT : (code ?? 128 + signalNumber(signal));
      resolve({ status, stdout: output.stdout, stderr: output.stderr + note });
    });
  });
}

/** Runs a program that has to succeed, and gives what it printed. */
export async function must(program: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { status, stdout, stderr } = await run(program, args, options);
  if (status !== 0) {
    throw new Error(`${program} ${args.join(' ')} ended with ${status}:\n${stdout}\n${stderr}`.trim());
  }
  return stdout;
}

function signalNumber(signal: NodeJS.Signals | null): number {
  return signal === 'SIGKILL' ? 9 : signal === 'SIGTERM' ? 15 : 0;
}
