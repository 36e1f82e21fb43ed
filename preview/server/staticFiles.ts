import { createReadStream } from 'node:fs';
import { type ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { fileBelow, type Plugin, pluginFile } from './plugins';

const CONTENT_TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
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

/** Own drawings for icons that the published @grafana/ui names but does not ship; strokes on a 24 by 24 grid. */
const DRAWINGS: Record<string, string> = {
  spinner: 'M12 3a9 9 0 1 1-9 9',
  'angle-double-left': 'M12 6l-6 6l6 6M18 6l-6 6l6 6',
};
const RING = 'M12 4a8 8 0 1 0 0 16a8 8 0 1 0 0-16';
const BARS = 'M4 20V10M10 20V4M16 20v-7M3 20h18';

function sendDrawing(response: ServerResponse, path: string, color: string): void {
  const stroke = `stroke="${color}" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"`;
  response.writeHead(200, { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'max-age=86400' });
  response.end(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path fill="none" ${stroke} d="${path}"/></svg>`
  );
}

function sendFile(response: ServerResponse, file: string, cacheControl: string): void {
  response.writeHead(200, {
    'Content-Type': CONTENT_TYPES[extname(file)] ?? 'application/octet-stream',
    'Cache-Control': cacheControl,
  });
  createReadStream(file).pipe(response);
}

/** Everything below `/public/`. Answers whether there was such a file. */
export function handlePublic(
  response: ServerResponse,
  path: string,
  folders: { repoRoot: string; packageRoot: string; hostDir: string; plugins: () => Plugin[] }
): boolean {
  if (path === 'img/stand-in.svg') {
    // An image takes no colour from the page, so it has its own.
    sendDrawing(response, BARS, '#8e8e99');
    return true;
  }
  const icon = /^(?:build\/)?img\/icons\/(.+)\.svg$/.exec(path)?.[1];
  if (icon) {
    const shipped = fileBelow(
      join(folders.packageRoot, 'node_modules/@grafana/ui/dist/public/img/icons'),
      `${icon}.svg`
    );
    if (shipped) {
      sendFile(response, shipped, 'max-age=86400');
    } else {
      // An unknown name is a plain ring, never a broken request.
      sendDrawing(response, DRAWINGS[icon.replace(/^.*\//, '')] ?? RING, 'currentColor');
    }
    return true;
  }
  const [, folder, rest = ''] = /^(fonts|build)\/(.+)$/.exec(path) ?? [];
  const [, pluginId = '', pluginPath = ''] = /^plugins\/([^/]+)\/(.+)$/.exec(path) ?? [];
  const file =
    folder === 'fonts'
      ? FONTS[rest] && join(folders.repoRoot, 'node_modules/@fontsource', FONTS[rest])
      : folder === 'build'
        ? fileBelow(folders.hostDir, rest)
        : pluginFile(folders.plugins(), pluginId, pluginPath);
  if (!file) {
    return false;
  }
  sendFile(response, file, folder === 'fonts' ? 'max-age=86400' : 'no-cache');
  return true;
}
