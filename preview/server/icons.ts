import { readFileSync } from 'node:fs';
import { fileBelow } from './plugins';

/** Own drawings for icons that the published @grafana/ui names but does not ship; strokes on a 24 by 24 grid. */
const DRAWINGS: Record<string, string> = {
  spinner: 'M12 3a9 9 0 1 1-9 9',
  'fa-spinner': 'M12 3a9 9 0 1 1-9 9',
  'sync-slash': 'M4 4l16 16M20 12a8 8 0 0 0-8-8M4 12a8 8 0 0 0 8 8',
  'circle-mono': 'M12 8a4 4 0 1 0 0 8a4 4 0 1 0 0-8',
  globe: 'M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M3 12h18M12 3c3 3 3 15 0 18c-3-3-3-15 0-18',
  home: 'M4 11l8-7l8 7M6 10v10h12V10',
  'angle-double-left': 'M12 6l-6 6l6 6M18 6l-6 6l6 6',
  'angle-double-up': 'M6 12l6-6l6 6M6 18l6-6l6 6',
  'link-broken': 'M10 14l-3 3a3 3 0 0 1-4-4l3-3M14 10l3-3a3 3 0 0 1 4 4l-3 3M8 4l1 3M16 20l-1-3',
  wrench: 'M20 7a5 5 0 0 1-7 6l-6 7l-3-3l7-6a5 5 0 0 1 6-7l-3 3l3 3z',
  'check-square': 'M4 4h16v16H4zM8 12l3 3l5-6',
  'pause-circle': 'M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M10 9v6M14 9v6',
  exclamation: 'M12 5v9M12 18v1',
  crosshair: 'M12 6a6 6 0 1 0 0 12a6 6 0 1 0 0-12M12 2v6M12 16v6M2 12h6M16 12h6',
  'file-download': 'M6 3h8l4 4v14H6zM12 10v7M9 14l3 3l3-3',
  'file-export': 'M6 3h8l4 4v14H6zM10 14h9M16 11l3 3l-3 3',
  layers: 'M12 3l9 5l-9 5l-9-5zM3 13l9 5l9-5',
  'heart-rate': 'M3 12h5l2-5l4 10l2-5h5',
  'list-ol': 'M9 6h11M9 12h11M9 18h11M4 6h1M4 12h1M4 18h1',
  'map-marker': 'M12 21c-4-5-6-8-6-11a6 6 0 0 1 12 0c0 3-2 6-6 11M12 8a2 2 0 1 0 0 4a2 2 0 1 0 0-4',
  'thumbs-up': 'M4 11h4v9H4zM8 12l4-8c3 0 2 4 1 6h6l-2 10H8',
  'thumbs-down': 'M4 4h4v9H4zM8 12l4 8c3 0 2-4 1-6h6L17 4H8',
  'toggle-on': 'M8 7h8a5 5 0 0 1 0 10H8A5 5 0 0 1 8 7M16 10a2 2 0 1 0 0 4a2 2 0 1 0 0-4',
  'toggle-off': 'M8 7h8a5 5 0 0 1 0 10H8A5 5 0 0 1 8 7M8 10a2 2 0 1 0 0 4a2 2 0 1 0 0-4',
  window: 'M4 5h16v14H4zM4 9h16',
};
const FALLBACK = 'M12 4a8 8 0 1 0 0 16a8 8 0 1 0 0-16';

function drawing(path: string, color = 'currentColor'): string {
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path fill="none" ' +
    `stroke="${color}" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" d="${path}"/></svg>`
  );
}

/** A shipped icon, else a drawing of our own, else a plain ring: an unknown name is never a broken request. */
export function iconSvg(iconFolder: string, path: string): string {
  const shipped = fileBelow(iconFolder, path);
  const name = path.replace(/^.*\//, '').replace(/\.svg$/, '');
  return shipped ? readFileSync(shipped, 'utf8') : drawing(DRAWINGS[name] ?? FALLBACK);
}

/** Logo of the core plugins the host stands in for. An image takes no colour from the page, so it has its own. */
export const STAND_IN_LOGO = drawing('M4 20V10M10 20V4M16 20v-7M3 20h18', '#8e8e99');
