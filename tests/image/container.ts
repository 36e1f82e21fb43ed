import type { Engine } from './engine';

/** As strict as an engine can be: nothing of the image may be written, nothing is reachable, nothing is allowed. */
export const HARDENED = [
  ...['--read-only', '--tmpfs=/tmp', '--cap-drop=ALL', '--security-opt=no-new-privileges', '--pids-limit=64'],
  '--network=none',
];

export interface Container {
  id: string;
  /** Runs a command within, as the user of the image. */
  exec(...command: string[]): Promise<string>;
  /** The environment of the process that the container is. */
  environment(): Promise<Record<string, string>>;
  /** What it has written to its standard output and error. */
  logs(): Promise<string>;
  /** Waits for the health check of the image, asked every second. */
  health(): Promise<string>;
}

const HEALTH_SECONDS = 30;

/** Starts a container and leaves it running. */
export async function start(engine: Engine, image: string, ...options: string[]): Promise<Container> {
  const probes = ['--health-interval=1s', '--health-start-period=1s'];
  const id = (await engine.must(['run', '--detach', ...HARDENED, ...probes, ...options, image])).trim();
  const exec = (...command: string[]) => engine.must(['exec', id, ...command]);
  return {
    id,
    exec,
    environment: async () => {
      const entries = (await exec('cat', '/proc/1/environ')).split('\0').filter(Boolean);
      return Object.fromEntries(entries.map((entry) => entry.split(/=(.*)/s, 2) as [string, string]));
    },
    logs: async () => {
      const { stdout, stderr } = await engine.docker(['logs', id]);
      return stdout + stderr;
    },
    health: async () => {
      const deadline = Date.now() + HEALTH_SECONDS * 1000;
      for (;;) {
        const [running, health] = (
          await engine.must(['inspect', '--format={{.State.Running}} {{.State.Health.Status}}', id])
        ).split(/\s/);
        if (running !== 'true' || health !== 'starting' || Date.now() > deadline) {
          return running === 'true' ? health! : 'ended';
        }
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    },
  };
}

/** Ends all containers that tests have left. */
export async function removeContainers(engine: Engine, image: string): Promise<void> {
  const ids = (await engine.must(['ps', '--all', '--quiet', `--filter=ancestor=${image}`])).split(/\s/).filter(Boolean);
  if (ids.length > 0) {
    await engine.must(['rm', '--force', '--volumes', ...ids]);
  }
}
