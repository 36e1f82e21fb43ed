import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { repoRoot } from '../repoRoot';

export interface Service {
  image?: string;
  command?: string[];
  build?: { dockerfile: string; args?: Record<string, string> };
  profiles?: string[];
  depends_on?: Record<string, { condition: string }>;
  environment?: Record<string, string>;
  ports?: string[];
  volumes?: string[];
  tmpfs?: string[];
  secrets?: string[];
  cap_drop?: string[];
  security_opt?: string[];
  read_only?: boolean;
  mem_limit?: string;
  pids_limit?: number;
  cpus?: string;
  stop_grace_period?: string;
  'x-no-health-check'?: string;
}

export interface Compose {
  services: Record<string, Service>;
  volumes: Record<string, null>;
  secrets: Record<string, { file: string }>;
}

export function readText(file: string): string {
  return readFileSync(path.join(repoRoot, file), 'utf8');
}

/** The compose file with its shared parts in place, in structures of its own that a test may change. */
export function readCompose(): Compose {
  const shared = parse(readText('docker-compose.yml'), { merge: true }) as Compose;
  return JSON.parse(JSON.stringify(shared)) as Compose;
}
