import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { repoRoot } from '../repoRoot';
import { included } from './buildContext';
import { problemsOf } from './dockerfileRules';

const folder = path.join(repoRoot, 'docker');
const read = (file: string) => readFileSync(path.join(folder, file), 'utf8');
const dockerfiles = readdirSync(folder).filter((file) => /(^|\.)Dockerfile$/.test(file));
const grafana = read('Dockerfile');

it.each(dockerfiles)('%s keeps the rules', (file) => {
  expect(problemsOf(read(file), included)).toEqual([]);
});

describe('docker/Dockerfile', () => {
  const stages = [...grafana.matchAll(/^FROM \S+ AS (\S+)$/gm)].map(([, name]) => name);

  it('has the stages that can be asked for or replaced', () => {
    expect(stages).toEqual(expect.arrayContaining(['source', 'backend', 'frontend', 'bundle', 'tree', 'rpm']));
    expect(stages.at(-1)).toBe('grafana');
    expect(grafana).toMatch(/^FROM scratch AS source$/m);
  });

  it('allows every plugin of the bundle, unsigned, as the README does', () => {
    const src = path.join(folder, '..', 'src');
    const ids = readdirSync(src, { recursive: true })
      .map(String)
      .filter((file) => path.basename(file) === 'plugin.json')
      .map((file) => (JSON.parse(readFileSync(path.join(src, file), 'utf8')) as { id: string }).id);
    const allowed = [
      /ALLOW_LOADING_UNSIGNED_PLUGINS=([^ ]+)/.exec(grafana)?.[1],
      /ALLOW_LOADING_UNSIGNED_PLUGINS=([^ ]+)/.exec(read('../README.md'))?.[1],
      /allow_loading_unsigned_plugins = (.+)/.exec(read('../README.md'))?.[1],
    ];
    for (const list of allowed) {
      expect(list?.split(',').sort()).toEqual(ids.sort());
    }
  });

  it('is of the release whose packages the plugins are tested with', () => {
    const { dependencies } = JSON.parse(read('../package.json')) as { dependencies: Record<string, string> };
    expect(grafana).toContain(`\nARG GRAFANA_VERSION=${dependencies['@grafana/ui']}\n`);
  });
});

describe('the rules', () => {
  const broken: Array<[string, string | RegExp, string, string]> = [
    ['a typing error', 'EXPOSE 3000', 'EXPOSED 3000', 'Unknown instruction: EXPOSED'],
    ['a missing argument', 'EXPOSE 3000', 'EXPOSE', 'Instruction has no arguments'],
    ['a fixed image', 'FROM ${GO_IMAGE}', 'FROM golang:1.25.7', 'FROM golang:1.25.7 is no argument'],
    ['an argument that nobody declares', 'ARG GO_IMAGE=', 'ARG G_IMAGE=', 'FROM ${GO_IMAGE} is no argument'],
    ['an image without version', '=debian:bookworm-slim', '=debian', 'SRC_IMAGE=debian says no version'],
    ['the latest image', '=debian:bookworm-slim', '=debian:latest', 'SRC_IMAGE=debian:latest says no version'],
    [
      'a registry is no version',
      '=debian:bookworm-slim',
      '=host:5000/debian',
      'SRC_IMAGE=host:5000/debian says no version',
    ],
    ['a stage of a later line', 'FROM settings AS grafana', 'FROM later AS grafana', 'FROM later is no argument'],
    ['root', 'USER 472:0', 'USER 0:0', 'USER 0:0 is root'],
    ['a user by name', 'USER 472:0', 'USER grafana', 'USER grafana is root, or no number'],
    ['no user', 'USER 472:0\n', '', 'USER  is root'],
    ['root again', 'EXPOSE 3000', 'USER 0\nEXPOSE 3000', 'USER 0 is root'],
    ['no health check', /HEALTHCHECK [^\n]*\n[^\n]*\n/, '', 'There is no HEALTHCHECK'],
    ['a disabled health check', /HEALTHCHECK [^\n]*\n[^\n]*\n/, 'HEALTHCHECK NONE\n', 'There is no HEALTHCHECK'],
    [
      'a shell as entry point',
      'ENTRYPOINT ["/usr/local/bin/grafana-entrypoint"]',
      'ENTRYPOINT start',
      'A shell stands before',
    ],
    ['a download', 'EXPOSE 3000', 'ADD https://example.com/a.tar.gz /a', 'ADD https://example.com/a.tar.gz /a fetches'],
    ['a syntax line', /^/, '# syntax=docker/dockerfile:1\n', 'The syntax line fetches a frontend'],
    ['a newer engine', 'COPY src src', 'COPY --link src src', 'COPY --link src src needs a newer engine'],
    ['a missing source', 'COPY src src', 'COPY source src', 'source does not get into the build'],
    ['an ignored source', 'COPY src src', 'COPY preview/build.ts src', 'preview/build.ts does not get into the build'],
    ['a stage that is not there', '--from=tree', '--from=trees', 'COPY --from=trees is no stage above'],
  ];

  it.each(broken)('notice %s', (_, from, to, expected) => {
    const text = grafana.replace(from, () => to);
    expect(text).not.toBe(grafana);
    expect(problemsOf(text, included).join('\n')).toContain(expected);
  });
});
