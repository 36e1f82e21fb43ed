import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run, type Output } from './run';

/** A folder to run a script in, with programs that only write down how they were called. */
export interface Bench {
  folder: string;
  /** Writes a file below the folder. */
  write(file: string, text: string): string;
  /** Adds programs that note their call and then do what `script` says. */
  fake(names: readonly string[], script?: string): void;
  /** The calls so far, in order. */
  calls(): string[];
  /** Runs a script with nothing on its PATH but the fakes and, unless told otherwise, the system's own programs. */
  sh(script: string, args?: readonly string[], env?: NodeJS.ProcessEnv, system?: string): Promise<Output>;
  remove(): void;
}

const SYSTEM = '/usr/bin:/bin';

export function bench(): Bench {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
  const programs = path.join(folder, 'programs');
  const log = path.join(folder, 'calls');
  mkdirSync(programs);
  const write = (file: string, text: string) => {
    const full = path.join(folder, file);
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, text);
    return full;
  };
  return {
    folder,
    write,
    fake: (names, script = '') => {
      for (const name of names) {
        chmodSync(write(`programs/${name}`, `#!/bin/sh\necho "${name} $*" >> '${log}'\n${script}\n`), 0o755);
      }
    },
    calls: () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []),
    sh: (script, args = [], env = {}, system = SYSTEM) =>
      run('/bin/sh', [script, ...args], {
        cwd: folder,
        env: { ...env, PATH: [programs, system].filter(Boolean).join(':') },
        timeoutSeconds: 20,
      }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
