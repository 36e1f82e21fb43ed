import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildBundle } from './build';
import { fail, repoRoot } from './prerequisites.mjs';

const USAGE = `
npm run sign -- --rootUrls https://grafana.example.com/   for your own Grafana; several apart by commas
npm run sign -- --signatureType community                 for everybody, once Grafana has accepted the plugin`;

/** Arguments for Grafana's tool, which would take no notice of a misspelt one. */
function signingArguments(): string[] {
  const { values } = parseArgs({ options: { rootUrls: { type: 'string' }, signatureType: { type: 'string' } } });
  if (!values.rootUrls === !values.signatureType) {
    throw new Error(`Either for which Grafana, or of which type?\n${USAGE}`);
  }
  return Object.entries(values).flatMap(([name, value]) => [`--${name}`, value]);
}

async function sign(): Promise<void> {
  const args = signingArguments();
  if (!process.env.GRAFANA_ACCESS_POLICY_TOKEN) {
    throw new Error(
      'GRAFANA_ACCESS_POLICY_TOKEN is not set. Signing is a service of grafana.com: an access policy there with the ' +
        'scope plugins:write gives a token. Without a signature, Grafana loads the plugins where it is told to: see ' +
        'allow_loading_unsigned_plugins in README.md.'
    );
  }
  // A signature holds for these very bytes, so they must be those of the sources.
  await buildBundle(repoRoot, (message) => console.log(`» ${message}`), { fresh: true });
  const tool = path.join(repoRoot, 'node_modules', '.bin', 'sign-plugin');
  process.exitCode = spawnSync(tool, args, { cwd: repoRoot, stdio: 'inherit' }).status ?? 1;
}

sign().catch((error: Error) => fail(error.message));
