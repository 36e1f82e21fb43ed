import { createReadStream } from 'node:fs';
import { type ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { iconSvg, STAND_IN_LOGO } from './icons';
import { fileBelow, type Plugin, pluginFile } from './plugins';

const CONTENT_TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.gif': 'image/gif',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.md': 'text/markdown; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};

/** The file names @grafana/ui asks for, and the same typefaces as published by fontsource. */
const FONTS: Record<string, string> = {
  'inter/Inter-Regular.woff2': 'inter/files/inter-latin-400-normal.woff2',
  'inter/Inter-Medium.woff2': 'inter/files/inter-latin-500-normal.woff2',
  'inter/Inter-Italic.woff2': 'inter/files/inter-latin-400-italic.woff2',
  'inter/Inter-MediumItalic.woff2': 'inter/files/inter-latin-500-italic.woff2',
  'roboto/L0xTDF4xlVMF-BfR8bXMIhJHg45mwgGEFl0_3vrtSM1J-gEPT5Ese6hmHSh0mQ.woff2':
    'roboto-mono/files/roboto-mono-latin-400-normal.woff2',
};

function sendFile(response: ServerResponse, file: string, cacheable: boolean): void {
  response.writeHead(200, {
    'Content-Type': CONTENT_TYPES[extname(file)] ?? 'application/octet-stream',
    'Cache-Control': cacheable ? 'max-age=86400' : 'no-cache',
  });
  createReadStream(file).pipe(response);
}

/** Everything below `/public/`. Answers whether there was such a file. */
export function handlePublic(
  response: ServerResponse,
  path: string,
  folders: { hostDir: string; nodeModules: string; plugins: () => Plugin[] }
): boolean {
  const icon = /^build\/img\/icons\/(.+\.svg)$/.exec(path)?.[1] ?? /^img\/icons\/(.+\.svg)$/.exec(path)?.[1];
  if (icon || path === 'img/stand-in.svg') {
    response.writeHead(200, { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'max-age=86400' });
    response.end(icon ? iconSvg(join(folders.nodeModules, '@grafana/ui/dist/public/img/icons'), icon) : STAND_IN_LOGO);
    return true;
  }
  const font = /^fonts\/(.+)$/.exec(path)?.[1];
  const [, pluginId, pluginPath] = /^plugins\/([^/]+)\/(.+)$/.exec(path) ?? [];
  const build = /^build\/(.+)$/.exec(path)?.[1];
  const file = font
    ? FONTS[font] && join(folders.nodeModules, '@fontsource', FONTS[font])
    : pluginId && pluginPath
      ? pluginFile(folders.plugins(), pluginId, pluginPath)
      : build && fileBelow(folders.hostDir, build);
  if (!file) {
    return false;
  }
  sendFile(response, file, Boolean(font));
  return true;
}
