import path from 'node:path';
import { repoRoot } from '../repoRoot';
import { DEBIAN, type Engine } from './engine';
import type { Repository } from './grafanaRepository';
import type { Output } from './run';

const TOOLCHAIN = 'image-tests/toolchain:test';

/** The image that stands in for the ones with Go and Node. */
export async function buildToolchain(engine: Engine): Promise<void> {
  const folder = path.join(__dirname, 'toolchain');
  await engine.must(['build', '--tag', TOOLCHAIN, '--build-arg', `BASE=${DEBIAN}`, folder]);
}

/** Builds a stage of docker/Dockerfile from images that are here and the repository that is given. */
export function build(
  engine: Engine,
  repository: Repository,
  args: Record<string, string>,
  ...options: string[]
): Promise<Output> {
  const all = {
    SRC_IMAGE: DEBIAN,
    RUNTIME_IMAGE: DEBIAN,
    RPM_IMAGE: DEBIAN,
    GO_IMAGE: TOOLCHAIN,
    NODE_IMAGE: TOOLCHAIN,
    GRAFANA_REPO: repository.url,
    ...args,
  };
  return engine.docker(
    [
      'build',
      '--file=docker/Dockerfile',
      '--network=host',
      ...Object.entries(all).map(([name, value]) => `--build-arg=${name}=${value}`),
      ...options,
      '.',
    ],
    { cwd: repoRoot, timeoutSeconds: 240 }
  );
}
