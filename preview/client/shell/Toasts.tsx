import React, { useEffect, useState } from 'react';
import { AppEvents } from '@grafana/data';
import { Alert, Portal } from '@grafana/ui';
import { appEvents } from '../services/appEvents';

const SHOWN_MS = 7000;

/** The error that was last reported to the user, for a while. */
export function Toasts() {
  const [title, setTitle] = useState('');
  useEffect(() => {
    const show = (payload?: unknown[]) => setTitle(String(payload?.[0]));
    appEvents.on(AppEvents.alertError, show);
    return () => appEvents.off(AppEvents.alertError, show);
  }, []);
  useEffect(() => {
    const timer = setTimeout(() => setTitle(''), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [title]);
  return title ? (
    <Portal>
      <div style={{ position: 'fixed', top: 56, right: 16, width: 400, maxWidth: '90vw' }}>
        <Alert severity="error" title={title} elevated onRemove={() => setTitle('')} />
      </div>
    </Portal>
  ) : null;
}
