/** @jest-environment node */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from './lane.cjs';

const { dependencies } = JSON.parse(readFileSync(path.join(packageRoot(), 'package.json'), 'utf8')) as {
  dependencies: Record<string, string>;
};

// A lane that fell back to the packages of the other would pass every test, and prove nothing.
test.each(['react', 'react-dom', '@grafana/data', '@grafana/ui', '@grafana/runtime', '@grafana/i18n'])(
  'tests run on the %s of their lane',
  (name) => {
    const { version } = JSON.parse(readFileSync(require.resolve(`${name}/package.json`), 'utf8')) as {
      version: string;
    };
    expect(version).toBe(dependencies[name]);
  }
);
