import React, { useSyncExternalStore } from 'react';
import { act, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Choice } from './Choice';
import { showListsInFull } from '../../shared/testing/lists';

beforeAll(showListsInFull);

/** Keeps its value where Explore keeps queries: outside React, rendering again at once with options made anew. */
function Outside({ calls }: { calls: string[] }) {
  const [store] = React.useState(() => {
    let value = 'a';
    const listeners = new Set<() => void>();
    return {
      get: () => value,
      set: (next: string) => {
        calls.push(next);
        value = next;
        listeners.forEach((listener) => listener());
      },
      subscribe: (listener: () => void) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
  });
  const value = useSyncExternalStore(store.subscribe, store.get);
  return (
    <>
      <label htmlFor="choice">Letter</label>
      <Choice
        id="choice"
        width={20}
        options={['a', 'b'].map((letter) => ({ value: letter, label: letter }))}
        value={value}
        onChange={store.set}
      />
    </>
  );
}

it('calls back once where the click follows the mouse at once', async () => {
  const calls: string[] = [];
  render(<Outside calls={calls} />);
  await userEvent.click(screen.getByLabelText('Letter'));
  const option = await screen.findByRole('option', { name: 'b' });
  act(() => {
    fireEvent.mouseMove(option);
    fireEvent.click(option);
  });
  expect(calls).toEqual(['b']);
  expect(screen.getByLabelText('Letter')).toHaveValue('b');
});
