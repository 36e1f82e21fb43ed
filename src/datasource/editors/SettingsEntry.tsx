import React, { type ReactNode } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, IconButton, Stack, Text, useStyles2 } from '@grafana/ui';

interface Props {
  title: string;
  details: string;
  /** What is wrong with it; empty where nothing is. */
  problems: readonly string[];
  /** Absent where it cannot be changed. */
  actions?: EntryActions | undefined;
  /** The fields to change it with, while they are shown. */
  children?: ReactNode;
}

export interface EntryActions {
  edit: EntryAction & { expanded: boolean; name: string };
  moveUp?: EntryAction | undefined;
  moveDown?: EntryAction | undefined;
  remove: EntryAction;
}

interface EntryAction {
  /** Names what is meant, for those who hear a list of buttons. */
  label: string;
  onClick: () => void;
}

/** A list of settings. */
export function SettingsList({ label, children }: { label: string; children: ReactNode }) {
  const styles = useStyles2(getStyles);
  return (
    <ol className={styles.list} aria-label={label}>
      {children}
    </ol>
  );
}

/** One entry of a list of settings: in words, with its fields below while they are shown. */
export function SettingsEntry({ title, details, problems, actions, children }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <li className={styles.entry}>
      <Stack direction="row" justifyContent="space-between" alignItems="flex-start" gap={1}>
        <div className={styles.words}>
          <Text weight="medium">{title}</Text>
          <div>
            <Text color="secondary">{details}</Text>
          </div>
          {problems.map((problem) => (
            <div key={problem}>
              <Text color="error">{problem}</Text>
            </div>
          ))}
        </div>
        {actions && <Actions {...actions} />}
      </Stack>
      {children && <div className={styles.fields}>{children}</div>}
    </li>
  );
}

function Actions({ edit, moveUp, moveDown, remove }: EntryActions) {
  return (
    <Stack direction="row" alignItems="center" gap={1}>
      {moveUp && <IconButton name="arrow-up" size="lg" tooltip={moveUp.label} onClick={moveUp.onClick} />}
      {moveDown && <IconButton name="arrow-down" size="lg" tooltip={moveDown.label} onClick={moveDown.onClick} />}
      <Button
        size="sm"
        variant="secondary"
        aria-expanded={edit.expanded}
        aria-label={edit.label}
        onClick={edit.onClick}
      >
        {edit.name}
      </Button>
      <IconButton name="trash-alt" size="lg" tooltip={remove.label} onClick={remove.onClick} />
    </Stack>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  // Its buttons stay near what they are for.
  list: css({ maxWidth: theme.spacing(110) }),
  entry: css({
    listStyle: 'none',
    padding: theme.spacing(1, 0),
    borderBottom: `1px solid ${theme.colors.border.weak}`,
  }),
  words: css({ minWidth: 0, overflowWrap: 'anywhere' }),
  fields: css({ padding: theme.spacing(2, 0, 1) }),
});
