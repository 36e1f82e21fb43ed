// npm test: every check there is, each step printed with its time, a count at the end.

import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { packageRoot } from '../lane.cjs';
import { checkNode, installDependencies, installProgram, pathOf, repoRoot } from './prerequisites.mjs';
import { step } from './step.mjs';

/** Skips that are right on some machines, by the words in which a test gives its reason. */
const KNOWN_SKIPS = [
  '[needs root]',
  ...(process.env.IMAGE_TESTS === '1' ? [] : ['[needs a container engine: IMAGE_TESTS=1, as root]']),
];

checkNode();
installDependencies(repoRoot);
installDependencies(packageRoot('19'));
installProgram('prometheus', 'prometheus');
installProgram('chromium', 'chromium');
installProgram('shellcheck', 'shellcheck');
if (process.env.IMAGE_TESTS === '1') {
  installProgram('docker-compose', 'docker-compose');
}

const results = path.join(repoRoot, '.cache', 'test-results');
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const total = { passed: 0, failed: 0, skipped: 0 };

/** Runs a program of node_modules/.bin; its output goes to the terminal. */
function run(program, args, env = {}) {
  const bin = path.join(repoRoot, 'node_modules', '.bin', program);
  return spawnSync(bin, args, { cwd: repoRoot, stdio: 'inherit', env: { ...process.env, ...env } }).status === 0;
}

/** The same beside others; each line says whose it is. */
function runBeside(title, program, args, env = {}) {
  const bin = path.join(repoRoot, 'node_modules', '.bin', program);
  return new Promise((resolve) => {
    const child = spawn(bin, args, { cwd: repoRoot, env: { ...process.env, ...env } });
    const say = (line) => console.log(`  ${title} │ ${line}`);
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', say);
    }
    child.on('error', (error) => say(String(error)));
    child.on('close', (status) => resolve(status === 0));
  });
}

/** Checks that pass or fail as one each, side by side. */
async function checks(all) {
  await Promise.all(
    all.map(async ([title, program, args]) => {
      const done = step(title);
      const passed = await runBeside(title, program, args);
      total[passed ? 'passed' : 'failed'] += 1;
      done(`${title}: ${passed ? 'passed' : 'FAILED'}`);
    })
  );
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Counts a run whose report could not be read as a failure: a runner that died ran no test. */
function count(title, report, done) {
  const counted = report ?? { passed: 0, failed: 1, skipped: [] };
  total.passed += counted.passed;
  total.failed += counted.failed;
  total.skipped += counted.skipped.length;
  for (const reason of counted.skipped) {
    console.log(`  skipped: ${reason}`);
    if (process.env.CI && !KNOWN_SKIPS.some((known) => reason.includes(known))) {
      console.log('  … and this reason is not named in .config/tasks/test.mjs');
      total.failed += 1;
    }
  }
  done(`${title}: ${counted.passed} passed, ${counted.failed} failed, ${counted.skipped.length} skipped`);
}

function jest(title, config) {
  const done = step(title);
  const file = path.join(results, `${path.basename(config)}.json`);
  const passed = run('jest', ['-c', config, '--ci', '--silent', '--json', `--outputFile=${file}`]);
  const report = read(file);
  const skipped = (report?.testResults ?? []).flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'pending' || status === 'todo').map(({ fullName }) => fullName)
  );
  count(
    title,
    report && {
      passed: report.numPassedTests,
      failed: report.numFailedTests + report.numRuntimeErrorTestSuites + (passed || report.numFailedTests > 0 ? 0 : 1),
      skipped,
    },
    done
  );
}

async function browser(title, lane) {
  const done = step(title);
  const file = path.join(results, `browser-react${lane}.json`);
  await runBeside(title, 'playwright', ['test', '-c', '.config/playwright.config.ts'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    CHROMIUM: pathOf('chromium'),
    REACT_LANE: lane,
  });
  const report = read(file);
  count(
    title,
    report && {
      passed: report.stats.expected + report.stats.flaky,
      failed: report.stats.unexpected + report.errors.length,
      skipped: skippedSpecs(report.suites),
    },
    done
  );
}

function skippedSpecs(suites) {
  return suites.flatMap((suite) => [
    ...skippedSpecs(suite.suites ?? []),
    ...suite.specs.flatMap(({ title, tests }) =>
      tests
        .filter(({ status }) => status === 'skipped')
        .map(
          ({ annotations }) =>
            `${title}: ${annotations.find(({ type }) => type === 'skip')?.description ?? 'no reason'}`
        )
    ),
  ]);
}

await checks([
  ['Types', 'tsc', ['-p', '.']],
  ['Types, React 19', 'tsc', ['-p', 'tests/react19']],
  ['Types of the pure core', 'tsc', ['-p', 'src/core']],
  ['Lint', 'eslint', ['-c', '.config/eslint.config.mjs', '--max-warnings=0', '.']],
  ['Formatting', 'prettier', ['--check', '--log-level=warn', '.']],
]);
jest('Unit tests', '.config/jest.config.cjs');
jest('Tests on Prometheus', '.config/jest.prometheus.config.cjs');
jest('Unit tests, React 19', '.config/jest.react19.config.cjs');
await checks([
  ['Build', 'tsx', ['.config/tasks/buildOnly.ts']],
  ['Build of the command line', 'tsx', ['.config/tasks/buildCliOnly.ts']],
]);
jest('Bundle, package and image', '.config/jest.built.config.cjs');
await Promise.all([browser('Browser specs', '18'), browser('Browser specs, React 19', '19')]);

console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
