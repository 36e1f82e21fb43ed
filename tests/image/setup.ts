import { startEngine, type RunningEngine } from './engine';
import { announce, wanted } from './session';

declare global {
  var imageTestsEngine: RunningEngine | undefined;
}

/** Starts one engine for all tests, where they are asked for. */
export default async function setup(): Promise<void> {
  if (!wanted) {
    return;
  }
  globalThis.imageTestsEngine = await startEngine();
  announce(globalThis.imageTestsEngine);
}
