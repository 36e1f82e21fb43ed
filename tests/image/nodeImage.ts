import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DEBIAN, type Engine } from './engine';
import { must } from './run';

const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';

/** Makes an image with the Node and the npm of this machine, in the place of one from a registry. */
export async function buildNodeImage(engine: Engine, tag: string): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'node-image-'));
  const at = (file: string) => path.join(folder, file);
  try {
    const npm = path.join((await must('npm', ['root', '--global'])).trim(), 'npm');
    mkdirSync(at('usr/bin'), { recursive: true });
    cpSync(process.execPath, at('usr/bin/node'));
    cpSync(npm, at('usr/lib/node_modules/npm'), { recursive: true });
    symlinkSync('../lib/node_modules/npm/bin/npm-cli.js', at('usr/bin/npm'));
    if (existsSync(CERTIFICATES)) {
      cpSync(CERTIFICATES, at(CERTIFICATES), { dereference: true });
    }
    const dockerfile = path.join(__dirname, 'node', 'Dockerfile');
    await engine.must(['build', '--tag', tag, '--build-arg', `BASE=${DEBIAN}`, '--file', dockerfile, folder]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
