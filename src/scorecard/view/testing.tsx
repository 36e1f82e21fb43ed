/** Renders the panel and finds things in it, for its tests. */
import React from 'react';
import { EventBusSrv, LoadingState, type FieldConfigSource, type PanelData, type PanelProps } from '@grafana/data';
import { render, screen, waitFor, within } from '@testing-library/react';
import { measureTexts } from '../../shared/testing/lists';
import { DEFAULT_OPTIONS, type ScorecardOptions } from '../options';
import { panelData, sloFrame, type Spec } from '../testing';
import { Panel as WholePanel } from './Panel';

measureTexts();

const fieldConfig: FieldConfigSource = { defaults: {}, overrides: [] };

interface Props {
  data: PanelData;
  width?: number;
  replaceVariables?: PanelProps['replaceVariables'];
  options?: Partial<ScorecardOptions>;
}

export function Panel({ data, width = 1600, replaceVariables = (text) => text, options }: Props) {
  const props: PanelProps<ScorecardOptions> = {
    ...{ id: 1, data, width, height: 600, fieldConfig, replaceVariables, timeRange: data.timeRange, timeZone: 'utc' },
    ...{
      options: { ...DEFAULT_OPTIONS, ...options },
      transparent: false,
      renderCounter: 0,
      title: '',
      eventBus: new EventBusSrv(),
    },
    ...{ onOptionsChange: jest.fn(), onFieldConfigChange: jest.fn(), onChangeTimeRange: jest.fn() },
  };
  return <WholePanel {...props} />;
}

export function renderRows(specs: Spec[], { width = 1600, ...extra }: Partial<PanelData> & { width?: number } = {}) {
  return render(<Panel data={panelData([sloFrame(specs)], extra)} width={width} />);
}

/** The row of an SLO, by its name. */
export function row(name: string): HTMLElement {
  const found = screen.getAllByRole('row').find((one) => within(one).queryByText(name, { exact: true }));
  if (!found) {
    throw new Error(`no row ${name}`);
  }
  return found;
}

/** What the cell below a heading says. */
export function cell(name: string, column: string): HTMLElement {
  const headings = screen.getAllByRole('columnheader').map(({ textContent }) => textContent ?? '');
  const index = headings.findIndex((heading) => heading.startsWith(column));
  const found = row(name).children[index];
  if (!(found instanceof HTMLElement)) {
    throw new Error(`no column ${column}`);
  }
  return found;
}

export const bar = (name: string) => within(row(name)).getByTestId('budget-bar');
export const CART: Spec = {
  name: 'cart',
  status: 'healthy',
  statusReason: 'No alert pair fires.',
  budget: 0.8321,
  burnRates: { '6h': 0.2 },
};
export const FAILED = { state: LoadingState.Error, errors: [{ message: 'eu: 503 (https://eu/api)', refId: 'A' }] };

/** Gives what jsdom does not lay out a height in pixels, the same for every row; until mocks are restored. */
export function layOut({ viewport, row: height }: { viewport: number; row: number }): void {
  jest.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(height);
  jest.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(viewport);
  jest.spyOn(Element.prototype, 'scrollHeight', 'get').mockReturnValue(Number.MAX_SAFE_INTEGER);
}

/** Of many rows the first stand in for all until what draws them is there, which on a busy machine takes a while. */
export const placed = () =>
  waitFor(() => expect(screen.getAllByRole('row')[1]).toHaveStyle({ top: '0px' }), { timeout: 20_000 });
