import React from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { subPath } from './boot';
import { setSingletons } from './services/singletons';
import { interceptInternalLinks } from './shell/internalLinks';

// Without workers of its own the code editor runs in the page and reports that as an error.
(window as unknown as { MonacoEnvironment: object }).MonacoEnvironment = {
  getWorker: (_id: string, label: string) =>
    new Worker(`${subPath}/public/build/${label === 'json' ? 'json' : 'editor'}.worker.js`),
};

async function start(): Promise<void> {
  await setSingletons();
  interceptInternalLinks();
  const root = document.getElementById('reactRoot');
  if (root) {
    createRoot(root).render(<App />);
  }
}

void start();
