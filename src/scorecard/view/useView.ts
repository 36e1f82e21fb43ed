import { useState } from 'react';
import type { Kept } from '../model/keepLast';
import { panelView, type PanelView } from '../model/panelView';

/** What there is to show, with rows that look as before being the same objects. */
export function useView(kept: Kept): PanelView {
  const [last, setLast] = useState(() => ({ kept, view: panelView(kept, []) }));
  if (last.kept === kept) {
    return last.view;
  }
  const view = panelView(kept, last.view.kind === 'rows' ? last.view.rows : []);
  setLast({ kept, view });
  return view;
}
