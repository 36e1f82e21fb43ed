import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type JsonObject } from './json';

interface Manifest {
  scripts: string[];
  styles: string[];
}

function readManifest(hostDir: string): Manifest {
  const file = join(hostDir, 'manifest.json');
  if (!existsSync(file)) {
    throw new Error(`The preview host has not been built: ${file} is missing.`);
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Manifest;
}

/** The one HTML page. Boot data has to stand before the bundle, which reads it while it loads. */
export function htmlPage(hostDir: string, subPath: string, boot: JsonObject, theme: string): string {
  const { scripts, styles } = readManifest(hostDir);
  const asset = (name: string) => `${subPath}/public/build/${name}`;
  const json = JSON.stringify(boot).replace(/</g, '\\u003c');
  const background = theme === 'light' ? '#f4f5f5' : '#111217';
  return `<!doctype html>
<html lang="en-US">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Preview host</title>
<base href="${subPath}/">
<link rel="icon" href="data:,">
${styles.map((name) => `<link rel="stylesheet" href="${asset(name)}">`).join('\n')}
<style>html,body{margin:0;height:100%;background:${background}}#reactRoot{min-height:100%}</style>
</head>
<body class="theme-${theme}">
<div id="reactRoot"></div>
<script>
window.__grafana_public_path__ = '${subPath}/public/';
window.grafanaBootData = ${json};
</script>
${scripts.map((name) => `<script type="module" src="${asset(name)}"></script>`).join('\n')}
</body>
</html>
`;
}
