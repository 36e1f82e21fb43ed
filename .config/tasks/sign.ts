import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildBundle } from './build';
import { fail, repoRoot } from './prerequisites.mjs';

/** Builds dist/ and has it signed: for everybody, or for the addresses of --rootUrls, several apart by commas. */
async function sign(): Promise<void> {
  // Read here because Grafana's tool takes no notice of a misspelt option, and would sign for everybody.
  const { values } = parseArgs({ options: { rootUrls: { type: 'string' } } });
  if (!process.env.GRAFANA_ACCESS_POLICY_TOKEN) {
    throw new Error(
      'GRAFANA_ACCESS_POLICY_TOKEN is not set. Signing is a service of grafana.com: an access policy there with the ' +
        'scope plugins:write gives a token. Without a signature, Grafana loads the plugins where ' +
        'allow_loading_unsigned_plugins names all three, as README.md shows.'
    );
  }
  // A signature holds for these very bytes, so they must be those of the sources.
  await buildBundle(repoRoot, (message) => console.log(`» ${message}`), { fresh: true });
  const tool = path.join(repoRoot, 'node_modules', '.bin', 'sign-plugin');
  const args = values.rootUrls === undefined ? [] : ['--rootUrls', values.rootUrls];
  process.exitCode = spawnSync(tool, args, { cwd: repoRoot, stdio: 'inherit' }).status ?? 1;
}

sign().catch((error: Error) => fail(error.message));
