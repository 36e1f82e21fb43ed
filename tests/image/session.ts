import { connect, type Engine } from './engine';

const ENGINE = 'IMAGE_TESTS_ENGINE';

/** Whether the tests that need a container engine are asked for: they need root, and take minutes. */
export const wanted = process.env.IMAGE_TESTS === '1';

/** `describe` for tests that need the engine. Without it they are skipped, for a reason that is part of their name. */
export function describeOnEngine(title: string, body: () => void): void {
  if (wanted) {
    describe(title, body);
  } else {
    describe.skip(`[needs a container engine: IMAGE_TESTS=1, as root] ${title}`, body);
  }
}

/** Lets the test files, which run in other processes, find the engine. */
export function announce(engine: Engine): void {
  process.env[ENGINE] = JSON.stringify(engine.env);
}

/** The engine that was started before the first test. */
export function engine(): Engine {
  return connect(JSON.parse(process.env[ENGINE]!) as NodeJS.ProcessEnv);
}
