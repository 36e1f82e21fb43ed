import { type JsonObject } from './json';

/** The one HTML page. Boot data has to stand before the bundle, which reads it while it loads. */
export function htmlPage(subPath: string, boot: JsonObject, theme: 'light' | 'dark'): string {
  const build = `${subPath}/public/build`;
  const background = theme === 'light' ? '#f4f5f5' : '#111217';
  return `<!doctype html>
<html lang="en-US">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Preview host</title>
<base href="${subPath}/">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${build}/host.css">
<style>html,body{margin:0;height:100%;background:${background}}#reactRoot{min-height:100%}</style>
</head>
<body class="theme-${theme}">
<div id="reactRoot"></div>
<script>
window.__grafana_public_path__ = '${subPath}/public/';
window.grafanaBootData = ${JSON.stringify(boot).replace(/</g, '\\u003c')};
</script>
<script type="module" src="${build}/host.js"></script>
</body>
</html>
`;
}
