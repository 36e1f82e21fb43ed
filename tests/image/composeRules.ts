import { existsSync } from 'node:fs';
import path from 'node:path';
import { repoRoot } from '../repoRoot';
import { readText, type Compose, type Service } from './composeFile';

/** What is wrong with a service, in words; nothing when all is well. */
type Rule = (name: string, service: Service, compose: Compose) => string[];

const PINNED_IMAGE = /^\$\{[A-Z_]+:-[^:}]+:(?!latest\})[^:}]+\}$/;
const DEMOS = ['demo', 'mimir'];
const CREDENTIALS = ['GF_SECURITY_ADMIN_PASSWORD', 'GF_SECURITY_SECRET_KEY'];

const when = (isWrong: boolean, words: string) => (isWrong ? [words] : []);

export function hasHealthCheck({ build }: Service): boolean {
  return build !== undefined && /^HEALTHCHECK /m.test(readText(build.dockerfile));
}

const isGrafana = ({ build }: Service) => build?.dockerfile === 'docker/Dockerfile';

const pinned: Rule = (_, { image }) =>
  when(!PINNED_IMAGE.test(image ?? ''), `image ${image} is no variable with a pinned default`);

const local: Rule = (_, { ports = [] }) =>
  ports.filter((port) => !port.startsWith('127.0.0.1:')).map((port) => `port ${port} is open to the network`);

const limited: Rule = (_, service) =>
  (['mem_limit', 'pids_limit', 'cpus', 'stop_grace_period'] as const)
    .filter((limit) => service[limit] === undefined)
    .map((limit) => `no ${limit}`);

const confined: Rule = (_, { read_only, cap_drop = [], security_opt = [], tmpfs = [] }) => [
  ...when(read_only !== true, 'its file system can be written'),
  ...when(!cap_drop.includes('ALL'), 'it keeps capabilities'),
  ...when(!security_opt.includes('no-new-privileges:true'), 'it may gain privileges'),
  ...when(!tmpfs.some((mount) => /^\/tmp:.*size=/.test(mount)), 'no /tmp of a limited size'),
];

const watched: Rule = (_, service) => {
  const reason = service['x-no-health-check'];
  return [
    ...when(!hasHealthCheck(service) && !reason, 'no health check and no reason'),
    ...when(hasHealthCheck(service) && reason !== undefined, 'a reason for what it has'),
  ];
};

/** A service that waits for one which is not started with it would never start. */
const startable: Rule = (_, { profiles = [], depends_on = {} }, { services }) =>
  Object.entries(depends_on).flatMap(([name, { condition }]) => {
    const other = services[name];
    const always = other?.profiles === undefined;
    const together = profiles.length > 0 && profiles.every((profile) => other?.profiles?.includes(profile));
    return [
      ...when(!other || !(always || together), `waits for ${name}, which is not always there with it`),
      ...when(
        other !== undefined && condition === 'service_healthy' && !hasHealthCheck(other),
        `waits for the health of ${name}, which has no check`
      ),
    ];
  });

const anonymous: Rule = (_, { environment = {}, profiles = [] }) => {
  const isOpen = Object.keys(environment).some((name) => name.startsWith('GF_AUTH_ANONYMOUS'));
  const isDemo = profiles.length > 0 && profiles.every((profile) => DEMOS.includes(profile));
  return [
    ...when(isOpen && !isDemo, 'lets everybody in'),
    ...when(isOpen && environment.GF_AUTH_ANONYMOUS_ORG_ROLE !== 'Viewer', 'lets everybody do more than look'),
  ];
};

const secretive: Rule = (_, service, { secrets: declared }) => {
  const { environment = {}, secrets = [] } = service;
  if (!isGrafana(service)) {
    return [];
  }
  return CREDENTIALS.flatMap((name) => {
    const secret = (environment[`${name}__FILE`] ?? '').replace('/run/secrets/', '');
    return [
      ...when(name in environment, `${name} is in the environment`),
      ...when(!secrets.includes(secret) || declared[secret] === undefined, `${name} comes from no secret`),
    ];
  });
};

/** A volume that covered what the image brings would go on hiding what newer ones bring. */
const unhidden: Rule = (name, { volumes = [] }, { services }) =>
  volumes.flatMap((volume) => {
    const [source = '', target = '', mode] = volume.split(':');
    if (source.startsWith('.')) {
      return [
        ...when(mode !== 'ro', `${source} can be written`),
        ...when(!existsSync(path.join(repoRoot, source)), `${source} is not there`),
      ];
    }
    const others = Object.entries(services).filter(([other]) => other !== name);
    return [
      ...when(!/^\/var\/lib\/[a-z]+$/.test(target), `the volume ${source} covers ${target}`),
      ...when(
        others.some(([, other]) => other.volumes?.some((shared) => shared.startsWith(`${source}:`))),
        `the volume ${source} is not its own`
      ),
    ];
  });

const RULES = [pinned, local, limited, confined, watched, startable, anonymous, secretive, unhidden];

/** All that is wrong with a compose file, beyond what its schema says. */
export function problemsOf(compose: Compose): string[] {
  return Object.entries(compose.services).flatMap(([name, service]) =>
    RULES.flatMap((rule) => rule(name, service, compose)).map((words) => `${name}: ${words}`)
  );
}
