import '@testing-library/jest-dom';
import { configure } from '@testing-library/dom';
import { configureGlobal } from 'fast-check';
import { TextDecoder, TextEncoder } from 'node:util';

configure({
  // A busy machine is no failure: what a test waits for may take longer than the second that is allowed otherwise.
  asyncUtilTimeout: 10_000,
  // Whether each element is hidden takes jsdom half of the time of all tests; axe tells it in a browser.
  defaultHidden: true,
});

// One seed, so that a run of the same code tells the same. To look further: FAST_CHECK_SEED=$RANDOM npx jest …
configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? 20_261_127) });

// jsdom lacks what @grafana/ui expects of every browser.
if (typeof window !== 'undefined') {
  Object.assign(globalThis, { TextDecoder, TextEncoder });
  window.matchMedia ??= (query: string) =>
    ({
      matches: false,
      media: query,
      addListener: () => undefined,
      removeListener: () => undefined,
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
      dispatchEvent: () => false,
      onchange: null,
    }) satisfies MediaQueryList;
  globalThis.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
  globalThis.IntersectionObserver ??= class {
    root = null;
    rootMargin = '';
    thresholds = [];
    observe() {}
    unobserve() {}
    disconnect() {}
    takeRecords() {
      return [];
    }
  };
  URL.canParse ??= (url, base) => {
    try {
      return Boolean(new URL(url, base));
    } catch {
      return false;
    }
  };
  // Node has one that would do, but its open ports keep the process running.
  globalThis.MessageChannel ??= class {
    port1 = { onmessage: null } as unknown as MessagePort;
    port2 = {
      postMessage: (data: unknown) => {
        setTimeout(() => this.port1.onmessage?.(new MessageEvent('message', { data })));
      },
    } as unknown as MessagePort;
  };
  HTMLCanvasElement.prototype.getContext = () => null;
}
