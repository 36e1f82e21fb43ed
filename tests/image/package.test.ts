import { build, buildToolchain } from './build';
import { DATE, serveRepository, VERSION, type Repository } from './grafanaRepository';
import { FILES } from './layout';
import { describeOnEngine, engine } from './session';

const IMAGE = 'image-tests/package:test';
const ARCHITECTURE = process.arch === 'arm64' ? 'aarch64' : 'x86_64';
const RPM = `/out/grafana-reliability-${VERSION}-1.${ARCHITECTURE}.rpm`;

describeOnEngine('the RPM', () => {
  let repository: Repository;

  beforeAll(async () => {
    repository = await serveRepository();
    await buildToolchain(engine());
    const built = await build(engine(), repository, {}, '--target=package', `--tag=${IMAGE}`);
    if (built.status !== 0) {
      throw new Error(built.stderr);
    }
  }, 300_000);

  afterAll(() => repository.stop());

  async function within(command: string): Promise<string[]> {
    const args = ['run', '--rm', '--network=none', `--env=GRAFANA_VERSION=${VERSION}`, IMAGE, 'sh', '-c', command];
    return (await engine().must(args)).trim().split('\n');
  }

  it('is all that the target gives', async () => {
    expect(await within('find /out -type f')).toEqual([RPM]);
  });

  it('holds the tree of the image, a service and its settings', async () => {
    const files = await within(
      `rpm -qp --qf '[%{FILEMODES:perms} %{FILENAMES}\\n]' ${RPM} | grep '^-' | cut -d ' ' -f 2`
    );
    expect(files.sort()).toEqual(
      [...FILES, '/etc/sysconfig/grafana', '/usr/lib/systemd/system/grafana.service'].sort()
    );
  });

  it('leaves settings that were changed as they are, and hides those that may hold secrets', async () => {
    expect((await within(`rpm -qp --configfiles ${RPM}`)).sort()).toEqual(
      [...FILES.filter((file) => file.startsWith('/etc/')), '/etc/sysconfig/grafana'].sort()
    );
    expect(
      await within(
        `rpm -qplv ${RPM} | grep -E ' /(etc/sysconfig|var/lib)/grafana$' | tr -s ' ' | cut -d ' ' -f 1,3,4,9`
      )
    ).toEqual(['-rw-r----- root grafana /etc/sysconfig/grafana', 'drwxr-x--- grafana grafana /var/lib/grafana']);
  });

  it('can be installed, with the settings of the image', async () => {
    const install = `rpm --install --nodeps --noscripts --root /tmp/root ${RPM}`;
    const settings = await within(`${install} && cat /tmp/root/etc/sysconfig/grafana`);
    expect(settings).toContain('GF_PATHS_PLUGINS="/usr/share/grafana-plugins"');
    expect(settings).toContain('RELIABILITY_DASHBOARDS="/usr/share/grafana-dashboards"');
    expect(settings).toContain('PROMETHEUS_URL="http://localhost:9090"');
    expect(settings.filter((line) => !/^(GF|RELIABILITY|PROMETHEUS)_[A-Z_]+="[^"]+"$/.test(line))).toEqual([]);
  });

  it('asks for what it needs and makes its user', async () => {
    expect(await within(`rpm -qp --requires ${RPM} | grep -v '^rpmlib('`)).toEqual([
      '/bin/sh',
      '/bin/sh',
      '/bin/sh',
      '/bin/sh',
      'ca-certificates',
      'shadow-utils',
      'tzdata',
    ]);
    expect((await within(`rpm -qp --scripts ${RPM}`)).join('\n')).toMatch(
      /useradd --system --gid grafana[^]*try-restart grafana.service/
    );
  });

  it('is the same whenever it is made', async () => {
    const [first, second, time] = await within(
      `build-rpm.sh /tree /tmp/again > /dev/null 2>&1; sha256sum < ${RPM}; cat /tmp/again/*.rpm | sha256sum; rpm -qp --qf '%{BUILDTIME}' ${RPM}`
    );
    expect(second).toBe(first);
    expect(time).toBe(String(DATE));
  });
});
