import { createHash } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { DemoError } from './errors';
import { defaultHistoryDays, defaultSeed } from './stories';

/** What a data directory holds; written only after the whole history has been. */
export interface Manifest {
  generator: string;
  seed: number;
  anchorSeconds: number;
  historyDays: number;
}

/** Files that decide what a history looks like. */
const generatorFiles = [
  'draws',
  'services',
  'slos',
  'stories',
  'traffic',
  'releases',
  'release-events',
  'release-history',
  'events',
  'sli',
  'series',
  'counters',
  'raw-history',
  'rate',
  'recorded',
  'sloth',
  'columns',
  'rates',
  'duration',
  'counts',
  'pyrra',
  'pyrra-increase',
  'pyrra-history',
  'grafana-slo-rules',
  'grafana-slo-history',
  'kubernetes-mixin-rules',
  'kubernetes-mixin-history',
  'slo-generator',
  'slo-generator-history',
  'tool-slos',
  'tool-history',
  'remote-write',
  'load',
];

/** Hash of the generator: a history made by another one is made again. */
export function generatorVersion(): string {
  const hash = createHash('sha256');
  for (const name of generatorFiles) {
    hash.update(readFileSync(join(__dirname, `${name}.ts`)));
  }
  return hash.digest('hex').slice(0, 16);
}

function manifestPath(dataDir: string): string {
  return join(dataDir, 'manifest.json');
}

/** The manifest of a directory; undefined when there is none that can be read. */
export function readManifest(dataDir: string): Manifest | undefined {
  try {
    const value = JSON.parse(readFileSync(manifestPath(dataDir), 'utf8')) as Partial<Manifest>;
    const { generator, seed, anchorSeconds, historyDays } = value;
    return generator !== undefined && seed !== undefined && anchorSeconds !== undefined && historyDays !== undefined
      ? { generator, seed, anchorSeconds, historyDays }
      : undefined;
  } catch {
    return undefined;
  }
}

/** Declares the directory's history complete. */
export function writeManifest(dataDir: string, manifest: Manifest): void {
  const path = manifestPath(dataDir);
  writeFileSync(`${path}.new`, `${JSON.stringify(manifest, undefined, 2)}\n`);
  renameSync(`${path}.new`, path);
}

/** Takes the declaration back, before the history is made again. */
export function removeManifest(dataDir: string): void {
  rmSync(manifestPath(dataDir), { force: true });
}

const maximumAgeSeconds = 86_400;

/** The history somebody asks for; the anchor (unix seconds) is the present unless given. */
export function wantedManifest(asked: { anchorSeconds?: number; seed?: number; historyDays?: number }): Manifest {
  const nowSeconds = Date.now() / 1000;
  const anchorSeconds = Math.floor((asked.anchorSeconds ?? nowSeconds) / 60) * 60;
  if (anchorSeconds > nowSeconds) {
    throw new DemoError(`the anchor ${new Date(anchorSeconds * 1000).toISOString()} lies in the future`);
  }
  return {
    generator: generatorVersion(),
    seed: asked.seed ?? defaultSeed,
    anchorSeconds,
    historyDays: asked.historyDays ?? defaultHistoryDays,
  };
}

/** Whether a history on disk can stand for the wanted one: younger than a day unless an anchor was asked for. */
export function fits(held: Manifest, wanted: Manifest, askedAnchorSeconds: number | undefined): boolean {
  const ageSeconds = wanted.anchorSeconds - held.anchorSeconds;
  const anchorFits =
    askedAnchorSeconds === undefined ? ageSeconds >= 0 && ageSeconds < maximumAgeSeconds : ageSeconds === 0;
  return (
    anchorFits &&
    held.generator === wanted.generator &&
    held.seed === wanted.seed &&
    held.historyDays === wanted.historyDays
  );
}
