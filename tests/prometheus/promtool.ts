import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * What `promtool check rules` says of a rules file; throws with its words where it refuses the file. Without its opinion on
 * style: the kubernetes-mixin records one name by four rules, one for each class of codes.
 */
export function checkRules(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'rules-'));
  const file = join(folder, 'rules.yml');
  try {
    writeFileSync(file, text);
    const { status, stdout, stderr, error } = spawnSync('promtool', ['check', 'rules', '--lint=none', file], {
      encoding: 'utf8',
    });
    if (error || status !== 0) {
      throw new Error(error?.message ?? `${stdout}${stderr}\n${text}`);
    }
    return stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
