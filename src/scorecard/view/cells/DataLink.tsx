import React, { type ReactNode } from 'react';
import type { FieldLink } from '../../model/row';
import { useControlTabIndex } from '../GridCell';

interface Props {
  of: FieldLink | null;
  className: string;
  /** What a title says beside where the link leads. */
  description?: string;
  /** Whether it is where the enter key leads from its row. */
  leads?: boolean;
  /** The title of the link where there is none. */
  children?: ReactNode;
}

/** The first data link of a field, as its dashboard sets it; nothing where there is none. */
export function DataLink({ of, className, description = '', leads = false, children }: Props) {
  const tabIndex = useControlTabIndex();
  const link = of?.field.getLinks?.({ valueRowIndex: of.index })[0];
  return link ? (
    <a
      href={link.href}
      target={link.target}
      rel={link.target === '_blank' ? 'noopener noreferrer' : undefined}
      onClick={link.onClick}
      tabIndex={tabIndex}
      {...(leads && { 'data-leads': true })}
      className={className}
      title={[link.title, description].filter((part) => part !== '').join('\n')}
    >
      {children ?? link.title}
    </a>
  ) : null;
}
