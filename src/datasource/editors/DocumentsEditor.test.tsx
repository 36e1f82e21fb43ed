import React, { useState } from 'react';
import type { DataSourceSettings } from '@grafana/data';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { SloDataSourceOptions } from '../types';
import { DocumentsEditor } from './DocumentsEditor';
import { EXAMPLES } from './examples';

jest.mock('@grafana/runtime', () => ({}));

const GOOD = EXAMPLES[0]!.text;

/** The editor with whatever holds its settings. */
function Editor({ initial, readOnly = false }: { initial: SloDataSourceOptions['documents']; readOnly?: boolean }) {
  const [options, setOptions] = useState({ jsonData: { documents: initial }, readOnly });
  return (
    <DocumentsEditor
      options={options as DataSourceSettings<SloDataSourceOptions>}
      onOptionsChange={(next) => setOptions(next as typeof options)}
    />
  );
}

const area = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'SLO documents' });
const status = () => screen.getByRole('status', { name: 'What the documents define' });

describe('the documents editor', () => {
  it('counts the SLOs that are defined', async () => {
    render(<Editor initial={`${GOOD}---\n${EXAMPLES[1]!.text}`} />);
    expect(await within(status()).findByText('2 SLOs')).toBeInTheDocument();
  });

  it.each([
    ['nothing', undefined],
    // What a key without a value in a provisioning file becomes.
    ['null', null as unknown as undefined],
  ])('is quiet where there is %s', (_, initial) => {
    render(<Editor initial={initial} />);
    expect(area()).toHaveValue('');
    expect(status()).toBeEmptyDOMElement();
  });

  it('says inline what is wrong while one types, and leads to its line', async () => {
    render(<Editor initial={GOOD} />);
    await within(status()).findByText('1 SLO');
    await userEvent.clear(area());
    await userEvent.paste(
      GOOD.replace('target: 0.999', 'target: 99.9').replace('  service:', '  servce: x\n  service:')
    );
    expect(await within(status()).findByText('0 SLOs, 1 error, 1 warning')).toBeInTheDocument();
    const problem = within(status()).getByRole('button', { name: /objectives\[0\]\.target: 99.9 is not between/ });
    await userEvent.click(problem);
    expect(area()).toHaveFocus();
    const { value, selectionStart, selectionEnd } = area();
    expect(value.slice(selectionStart, selectionEnd)).toBe('    - target: 99.9');
  });

  it('inserts examples behind what is there', async () => {
    render(<Editor initial={GOOD} />);
    await userEvent.click(screen.getByRole('button', { name: 'Insert an example' }));
    await userEvent.click(screen.getByRole('menuitem', { name: 'Latency threshold' }));
    expect(area().value).toBe(`${GOOD.trimEnd()}\n---\n${EXAMPLES[2]!.text}`);
    expect(await within(status()).findByText('2 SLOs')).toBeInTheDocument();
  });

  it('shows what is wrong with provisioned structures, which cannot be changed here', async () => {
    render(<Editor initial={[{ apiVersion: 'openslo/v1', kind: 'Slo' }]} readOnly />);
    expect(screen.queryByRole('textbox')).not.toBeInTheDocument();
    expect(screen.getByText('1 document is provisioned in a list and cannot be changed here.')).toBeInTheDocument();
    expect(await within(status()).findByText(/^Document 1, kind: “Slo” is not one of/)).toBeInTheDocument();
  });

  it('does not let provisioned text be changed', () => {
    render(<Editor initial={GOOD} readOnly />);
    expect(area()).toHaveAttribute('readonly');
    expect(screen.queryByRole('button', { name: 'Insert an example' })).not.toBeInTheDocument();
  });

  it('tells how much room is left near the limit, and what to do beyond it', async () => {
    const { unmount } = render(<Editor initial={`${GOOD}# ${'x'.repeat(140_000)}`} />);
    expect(screen.getByText('141 of at most 256 kB')).toBeInTheDocument();
    unmount();
    render(<Editor initial={`${GOOD}# ${'x'.repeat(300_000)}`} />);
    expect(await within(status()).findByText(/Spread them over several data sources/)).toBeInTheDocument();
  });
});
