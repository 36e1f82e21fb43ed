import React, { type ComponentType } from 'react';
import { act, render, screen } from '@testing-library/react';
import { lazyPart } from './lazyPart';

describe('a part that is loaded when it is needed', () => {
  it('is awaited in words and then has the properties it is given', async () => {
    let arrive: (part: ComponentType<{ name: string }>) => void = () => undefined;
    const load = jest.fn(() => new Promise<ComponentType<{ name: string }>>((resolve) => (arrive = resolve)));
    const Part = lazyPart(load, () => 'Loading the part …');
    expect(load).not.toHaveBeenCalled();
    const { rerender } = render(<Part name="first" />);
    expect(screen.getByText('Loading the part …')).toBeInTheDocument();
    await act(async () => arrive(({ name }) => <p>{name}</p>));
    expect(screen.getByText('first')).toBeInTheDocument();
    rerender(<Part name="second" />);
    expect(screen.getByText('second')).toBeInTheDocument();
    expect(load).toHaveBeenCalledTimes(1);
  });
});
