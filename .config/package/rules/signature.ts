import { createHash } from 'node:crypto';
import type { Rule } from './rule';

interface Manifest {
  plugin: string;
  version: string;
  files: Record<string, string>;
}

/** The signed text within MANIFEST.txt. Whether the signature is right is for Grafana to say. */
function read(text: string): Manifest | undefined {
  const signed = /-----BEGIN PGP SIGNED MESSAGE-----\r?\n[^]*?\r?\n\r?\n([^]*?)-----BEGIN PGP SIGNATURE-----/.exec(
    text
  );
  try {
    return JSON.parse(signed![1]!) as Manifest;
  } catch {
    return undefined;
  }
}

export const SIGNATURE_RULES: Readonly<Record<string, Rule>> = {
  // Grafana loads no plugin that was changed after signing, wherever unsigned ones are allowed.
  'a signature covers what is there': ({ files, plugins }) => {
    const text = files.get('MANIFEST.txt')?.toString('utf8');
    if (text === undefined) {
      return [];
    }
    const manifest = read(text);
    const app = plugins.find(({ folder }) => folder === '')!.json;
    if (manifest?.plugin !== app.id || manifest.version !== app.info.version) {
      return [`MANIFEST.txt does not sign ${app.id} ${app.info.version}.`];
    }
    const names = new Set([...files.keys(), ...Object.keys(manifest.files)]);
    names.delete('MANIFEST.txt');
    return [...names]
      .filter((name) => sha256(files.get(name)) !== manifest.files[name])
      .map((name) => `${name} is not what was signed.`);
  },
};

const sha256 = (content?: Buffer) => content && createHash('sha256').update(content).digest('hex');
