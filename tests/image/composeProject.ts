import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { repoRoot } from '../repoRoot';
import type { Engine } from './engine';
import { must, run, type Output } from './run';

export const PROJECT = 'composetest';

/** The compose file in a folder of its own, with secrets of its own, under the compose of the engine's environment. */
export interface ComposeProject {
  compose(...args: string[]): Promise<string>;
  /** What compose says of the file, for some profiles. */
  config(profiles: readonly string[]): Promise<Output>;
  /** The container of a service. */
  id(service: string): Promise<string>;
  /** Runs a command in the container of a service. */
  exec(service: string, ...command: string[]): Promise<string>;
  inspect(service: string, format: string): Promise<string>;
  /** Ends all of it and forgets all that it has stored. */
  remove(): Promise<void>;
}

export async function composeProject(engine: Engine, settings: Record<string, string>): Promise<ComposeProject> {
  const folder = mkdtempSync(path.join(tmpdir(), 'compose-'));
  for (const file of ['docker-compose.yml', 'docker/mimir.yaml', 'demo/datasources']) {
    cpSync(path.join(repoRoot, file), path.join(folder, file), { recursive: true });
  }
  await must(path.join(repoRoot, 'docker', 'make-secrets.sh'), [path.join(folder, 'docker', 'secrets')]);
  const env: NodeJS.ProcessEnv = {
    ...engine.env,
    ...settings,
    COMPOSE_PROJECT_NAME: PROJECT,
    COMPOSE_HTTP_TIMEOUT: '180',
  };
  // Of the engine's libraries compose, a program of this machine, needs none.
  delete env.LD_LIBRARY_PATH;
  const options = { cwd: folder, env, timeoutSeconds: 180 };
  const compose = (...args: string[]) => must('docker-compose', args, options);
  const id = async (service: string) => {
    const labels = { project: PROJECT, service };
    const filters = Object.entries(labels).map(([key, value]) => `--filter=label=com.docker.compose.${key}=${value}`);
    return (await engine.must(['ps', '--all', '--quiet', ...filters])).trim();
  };
  return {
    compose,
    config: (profiles) =>
      run('docker-compose', [...profiles.map((profile) => `--profile=${profile}`), 'config', '--quiet'], options),
    id,
    exec: async (service, ...command) => engine.must(['exec', await id(service), ...command]),
    inspect: async (service, format) =>
      (await engine.must(['inspect', `--format=${format}`, await id(service)])).trim(),
    remove: async () => {
      await compose('--profile=demo', '--profile=mimir', 'down', '--volumes', '--timeout=10');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
