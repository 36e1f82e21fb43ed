import React, { type ReactNode, useEffect, useState } from 'react';
import { EmptyState, LoadingPlaceholder } from '@grafana/ui';

interface LoadProps<T> {
  load: () => Promise<T>;
  children: (value: T) => ReactNode;
}

/** Shows what has been loaded, or why it has not. Loads once; a new key loads anew. */
export function Load<T>({ load, children }: LoadProps<T>) {
  const [loading] = useState(load);
  const [state, setState] = useState<{ value: T } | { problem: string }>();
  useEffect(() => {
    loading.then(
      (value) => setState({ value }),
      (error: { message?: string; data?: { message?: string } }) =>
        setState({ problem: error.data?.message ?? error.message ?? String(error) })
    );
  }, [loading]);
  if (!state) {
    return <LoadingPlaceholder text="Loading" />;
  }
  return 'problem' in state ? <EmptyState variant="not-found" message={state.problem} /> : <>{children(state.value)}</>;
}
