import path from 'node:path';
import { repoRoot } from '../repoRoot';
import { bench, type Bench } from './fakePrograms';

const SCRIPT = path.join(repoRoot, 'docker', 'install-packages.sh');

describe('installing packages', () => {
  let desk: Bench;

  beforeEach(() => {
    desk = bench();
  });

  afterEach(() => desk.remove());

  // Without the programs of this machine, whose package manager would be found, and used.
  const install = () => desk.sh(SCRIPT, ['curl', 'tzdata'], {}, '');

  it.each([
    [
      'apt-get',
      [
        'apt-get update',
        'apt-get install --yes --no-install-recommends curl tzdata',
        'apt-get clean',
        'rm -rf /var/lib/apt/lists/*',
      ],
    ],
    ['microdnf', ['microdnf install -y --nodocs --setopt=install_weak_deps=0 curl tzdata', 'microdnf clean all']],
    ['dnf', ['dnf install -y --nodocs --setopt=install_weak_deps=False curl tzdata', 'dnf clean all']],
    ['apk', ['apk add --no-cache curl tzdata']],
  ])('is left to %s', async (manager, calls) => {
    desk.fake([manager, 'rm']);
    const { status, stderr } = await install();
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(desk.calls().map((call) => call.replace(/lists\/.+$/, 'lists/*'))).toEqual(calls);
  });

  it.each(['apt-get', 'microdnf', 'dnf', 'apk'])('fails when %s does', async (manager) => {
    desk.fake([manager], 'exit 7');
    expect((await install()).status).toBe(7);
    expect(desk.calls()).toHaveLength(1);
  });

  it('asks nobody', async () => {
    desk.fake(['apt-get', 'rm'], 'echo "$DEBIAN_FRONTEND"');
    expect(new Set((await install()).stdout.trim().split('\n'))).toEqual(new Set(['noninteractive']));
  });

  it('says so when there is nothing to install with', async () => {
    const { status, stderr } = await install();
    expect(status).toBe(1);
    expect(stderr).toContain('no apt-get, microdnf, dnf or apk in this image to install curl tzdata with');
  });
});
