/** Stops what setup.ts has started. */
export default async function teardown(): Promise<void> {
  await globalThis.stopDemoHistory?.();
}
