import { locationUtil } from '@grafana/data';
import { locationService } from '@grafana/runtime';

function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
}

/** Ordinary anchors, such as data links and those in text panels, change the page without loading it anew. */
export function interceptInternalLinks(): void {
  document.addEventListener('click', (event) => {
    const anchor = event.target instanceof Element ? event.target.closest('a') : null;
    const href = anchor?.getAttribute('href');
    if (!anchor || !href || event.defaultPrevented || !isPlainClick(event) || anchor.target === '_blank') {
      return;
    }
    // Both `/d/uid` and `/grafana/d/uid` name a page when Grafana is served below /grafana.
    const path = locationUtil.stripBaseFromUrl(href) || '/';
    if (/^\/(?!\/|public\/|api\/)/.test(path)) {
      event.preventDefault();
      locationService.push(path);
    }
  });
}
