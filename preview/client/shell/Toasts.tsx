import React, { useEffect, useState } from 'react';
import { css } from '@emotion/css';
import { AppEvents, type GrafanaTheme2 } from '@grafana/data';
import { Alert, type AlertVariant, useStyles2 } from '@grafana/ui';
import { appEvents } from '../services/appEvents';

interface Toast {
  id: number;
  severity: AlertVariant;
  title: string;
  text: string | undefined;
}

const SHOWN_MS = 7000;
const KINDS = [
  [AppEvents.alertSuccess, 'success'],
  [AppEvents.alertInfo, 'info'],
  [AppEvents.alertWarning, 'warning'],
  [AppEvents.alertError, 'error'],
] as const;

let lastId = 0;

export function Toasts() {
  const [toasts, setToasts] = useState<Toast[]>([]);
  const styles = useStyles2(getStyles);
  const remove = (id: number) => setToasts((all) => all.filter((toast) => toast.id !== id));
  useEffect(() => {
    const listeners = KINDS.map(([{ name }, severity]) => {
      const listener = (payload?: unknown[]) => {
        const [title, text] = payload ?? [];
        const id = ++lastId;
        setToasts((all) => [...all, { id, severity, title: String(title), text: text ? String(text) : undefined }]);
        setTimeout(() => remove(id), SHOWN_MS);
      };
      appEvents.on(name, listener);
      return { name, listener };
    });
    return () => listeners.forEach(({ name, listener }) => appEvents.off(name, listener));
  }, []);
  return (
    <div className={styles.corner}>
      {toasts.map(({ id, severity, title, text }) => (
        <Alert key={id} severity={severity} title={title} elevated onRemove={() => remove(id)}>
          {text}
        </Alert>
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  corner: css({
    position: 'fixed',
    top: theme.spacing(7),
    right: theme.spacing(2),
    width: 400,
    maxWidth: '90vw',
    zIndex: theme.zIndex.portal,
  }),
});
