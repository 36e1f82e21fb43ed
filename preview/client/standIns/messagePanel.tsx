import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2, PanelPlugin, type PanelPluginMeta } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

/** A panel that only says why there is no other one in its place. */
export function messagePanel(meta: PanelPluginMeta, title: string, detail: string): PanelPlugin {
  const Message = () => {
    const styles = useStyles2(getStyles);
    return (
      <div className={styles.message} role="alert">
        <strong>{title}</strong>
        <span>{detail}</span>
      </div>
    );
  };
  const plugin = new PanelPlugin(Message);
  plugin.meta = meta;
  return plugin;
}

const getStyles = (theme: GrafanaTheme2) => ({
  message: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    height: '100%',
    justifyContent: 'safe center',
    textAlign: 'center',
    overflow: 'auto',
    overflowWrap: 'anywhere',
    color: theme.colors.text.secondary,
    strong: { color: theme.colors.text.primary, fontWeight: theme.typography.fontWeightMedium },
  }),
});
