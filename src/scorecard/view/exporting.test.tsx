import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderRows } from './testing';

const mockPublish = jest.fn();
jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getAppEvents: () => ({ publish: mockPublish }),
}));
beforeEach(() => mockPublish.mockReset());

const specs = Array.from({ length: 9 }, (_, index) => ({ name: `slo-${index}`, budget: 0.9 - index / 10 }));

async function choose(item: string) {
  const user = userEvent.setup();
  renderRows(specs);
  await user.click(screen.getByRole('button', { name: 'Copy or download what is shown' }));
  await user.click(await screen.findByRole('menuitem', { name: item }));
  await act(async () => undefined);
  return user;
}

async function saved(item: string): Promise<{ name: string; text: string }> {
  const made = new Promise<Blob>((resolve) => {
    URL.createObjectURL = (blob) => {
      resolve(blob as Blob);
      return 'blob:made';
    };
  });
  let name = '';
  jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    name = this.download;
  });
  await choose(item);
  const blob = await made;
  const text = await new Promise<string>((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.readAsText(blob);
  });
  return { name, text };
}

afterEach(() => jest.restoreAllMocks());

test('rows are downloaded as CSV in the order in which they are shown', async () => {
  const { name, text } = await saved('Download CSV');
  expect(name).toMatch(/^slos-\d{4}-\d\d-\d\dT\d{4}\.csv$/);
  const lines = text.split('\r\n');
  expect(lines[0]).toMatch(/^\uFEFF?service,name,status,/);
  expect(lines.slice(1, -1).map((line) => line.split(',')[1])).toEqual(specs.map((spec) => spec.name).reverse());
});

test('and as JSON', async () => {
  const { name, text } = await saved('Download JSON');
  expect(name).toMatch(/^slos-.*\.json$/);
  expect(JSON.parse(text).slos).toHaveLength(9);
});

test('and copied for a spreadsheet, which is said', async () => {
  await choose('Copy for a spreadsheet');
  const text = await navigator.clipboard.readText();
  expect(text.split('\n')[0]).toMatch(/^service\tname\tstatus\t/);
  expect(mockPublish).toHaveBeenCalledWith({ type: 'alert-success', payload: ['9 SLOs copied'] });
});

test('what the browser does not allow is said too', async () => {
  const user = userEvent.setup();
  renderRows(specs);
  jest.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('not allowed'));
  await user.click(screen.getByRole('button', { name: 'Copy or download what is shown' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Copy for a spreadsheet' }));
  await act(async () => undefined);
  expect(mockPublish).toHaveBeenCalledWith({
    type: 'alert-error',
    payload: ['Nothing was exported', 'Error: not allowed'],
  });
});
