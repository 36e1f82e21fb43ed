import React from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { setSingletons } from './services/singletons';

void setSingletons().then(() => createRoot(document.getElementById('reactRoot')!).render(<App />));
