import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { repoRoot } from '../repoRoot';
import { must, run } from './run';

const MIRROR = 'http://deb.debian.org/debian';
const SUITE = 'bookworm';

/** A container engine and what it needs, the libraries too, because nothing is installed. */
const ENGINE = ['docker.io', 'containerd', 'runc', 'tini', 'libdevmapper1.02.1', 'libseccomp2'];
/** Containers on a network of their own find one another by name through rules that the engine sets with iptables. */
const NAMES = ['iptables', 'libip4tc2', 'libip6tc2', 'libxtables12', 'libnftnl11', 'libmnl0'];

const cache = path.join(repoRoot, '.cache', 'image-tests');

/** Runs `make` on a new folder and keeps the folder under a name, so that a cache is either whole or not there. */
async function cached(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const kept = path.join(cache, name);
  if (existsSync(kept)) {
    return kept;
  }
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(path.join(cache, `${name}-`));
  try {
    await make(folder);
    renameSync(folder, kept);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return kept;
}

/** Unpacks Debian packages without installing them: installing an engine would start it as a service. */
async function unpack(packages: readonly string[], into: string): Promise<void> {
  const download = ['-o', 'APT::Sandbox::User=root', 'download', ...packages];
  if ((await run('apt-get', download, { cwd: into })).status !== 0) {
    await must('apt-get', ['update'], { timeoutSeconds: 180 });
    await must('apt-get', download, { cwd: into });
  }
  for (const file of readdirSync(into).filter((name) => name.endsWith('.deb'))) {
    await must('dpkg', ['-x', file, '.'], { cwd: into });
    rmSync(path.join(into, file));
  }
}

/** The environment in which the programs of the engine find one another and their libraries. */
export async function engineEnvironment(): Promise<NodeJS.ProcessEnv> {
  const root = await cached('engine', async (folder) => {
    await unpack([...ENGINE, ...NAMES], folder);
    // What installing the package would have done.
    symlinkSync('iptables-nft', path.join(folder, 'usr', 'sbin', 'iptables'));
  });
  const libraries = path.join(root, 'usr', 'lib');
  const multiarch = readdirSync(libraries).filter((name) => /-linux-gnu/.test(name));
  const at = (...parts: string[]) => path.join(root, ...parts);
  return {
    ...process.env,
    PATH: [at('usr/bin'), at('usr/sbin'), process.env.PATH].join(path.delimiter),
    LD_LIBRARY_PATH: multiarch.flatMap((name) => [at('usr/lib', name), at('lib', name)]).join(path.delimiter),
    XTABLES_LIBDIR: multiarch.map((name) => at('usr/lib', name, 'xtables')).join(path.delimiter),
  };
}

/** The smallest Debian that apt runs in, as an archive of its files. */
export async function debianRoot(): Promise<string> {
  const folder = await cached(`debian-${SUITE}`, async (into) => {
    await unpack(['debootstrap'], into);
    const root = path.join(into, 'root');
    await must(path.join(into, 'usr', 'sbin', 'debootstrap'), ['--variant=minbase', SUITE, root, MIRROR], {
      env: { ...process.env, DEBOOTSTRAP_DIR: path.join(into, 'usr', 'share', 'debootstrap') },
      timeoutSeconds: 300,
    });
    await must('tar', [
      '-C',
      root,
      '--exclude=./var/cache/apt/archives/*.deb',
      '-cf',
      path.join(into, 'root.tar'),
      '.',
    ]);
    rmSync(root, { recursive: true, force: true });
    rmSync(path.join(into, 'usr'), { recursive: true, force: true });
  });
  return path.join(folder, 'root.tar');
}
