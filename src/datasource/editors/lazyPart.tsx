import React, { lazy, Suspense, type ComponentType, type FunctionComponent } from 'react';
import { LoadingPlaceholder } from '@grafana/ui';

/**
 * A component in a chunk of its own: editors are opened once in a while, dashboards all day, and whoever looks at one does
 * not load the other. `load` gives it, `loadingWords` says what is awaited.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  loadingWords: () => string
): FunctionComponent<Props> {
  const Part = lazy(async () => {
    const Loaded = await load();
    return { default: ({ props }: { props: Props }) => <Loaded {...props} /> };
  });
  return function LazyPart(props) {
    return (
      <Suspense fallback={<LoadingPlaceholder text={loadingWords()} />}>
        <Part props={props} />
      </Suspense>
    );
  };
}
