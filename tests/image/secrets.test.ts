import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { repoRoot } from '../repoRoot';
import { readCompose } from './composeFile';

const NAMES = ['admin-password', 'secret-key'];
const script = path.join(repoRoot, 'docker', 'make-secrets.sh');
const isRoot = process.getuid?.() === 0;

describe('docker/make-secrets.sh', () => {
  let folder: string;
  const mode = (name = '') => statSync(path.join(folder, name)).mode & 0o777;
  const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');
  const make = (...into: string[]) => {
    const { status, stdout, stderr } = spawnSync(script, into, { encoding: 'utf8', timeout: 10_000 });
    expect([status, stderr]).toEqual([0, '']);
    return stdout;
  };

  beforeEach(() => {
    folder = path.join(mkdtempSync(path.join(tmpdir(), 'secrets-')), 'made');
  });

  afterEach(() => rmSync(path.dirname(folder), { recursive: true }));

  it('makes what the compose file names', () => {
    const files = Object.values(readCompose().secrets).map(({ file }) => file);
    expect(files).toEqual(NAMES.map((name) => `./docker/secrets/${name}`));
    const said = make(folder);
    expect(readdirSync(folder).sort()).toEqual(NAMES);
    expect(said).toContain(`the password is in ${folder}/admin-password`);
    expect(said).not.toContain(read('admin-password'));
  });

  it('makes them long, of letters and digits, and others each time', () => {
    make(folder);
    const first = NAMES.map(read);
    expect(first).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/), expect.stringMatching(/^[0-9a-f]{64}$/)]);
    rmSync(folder, { recursive: true });
    make(folder);
    expect(NAMES.map(read).filter((secret) => first.includes(secret))).toEqual([]);
  });

  it('overwrites nothing, and lets Grafana read what somebody has put there', () => {
    make(folder);
    chmodSync(path.join(folder, 'admin-password'), 0o600);
    writeFileSync(path.join(folder, 'admin-password'), 'my own');
    const key = read('secret-key');
    expect(make(folder)).toContain('admin-password is there already.');
    expect([read('admin-password'), read('secret-key')]).toEqual(['my own', key]);
    expect(mode('admin-password')).toBe(isRoot ? 0o440 : 0o444);
  });

  (isRoot ? it : it.skip)('[needs root] lets group 0 read them, and nobody else', () => {
    make(folder);
    expect(NAMES.map((name) => [mode(name), statSync(path.join(folder, name)).gid])).toEqual([
      [0o440, 0],
      [0o440, 0],
    ]);
    expect(mode()).toBe(0o700);
  });

  (isRoot ? it : it.skip)('[needs root] hides in the folder what only everybody can be allowed to read', () => {
    chmodSync(path.dirname(folder), 0o777);
    // From the standard input, because the repository may be where another user cannot get.
    const input = readFileSync(script);
    const { status } = spawnSync('sh', ['-s', folder], { input, uid: 65534, gid: 65534, timeout: 10_000 });
    expect(status).toBe(0);
    expect([mode(), ...NAMES.map(mode)]).toEqual([0o700, 0o444, 0o444]);
  });
});
