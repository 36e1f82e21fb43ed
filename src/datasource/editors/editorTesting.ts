import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Slo } from '../../core/slo/slo';
import type { ResolvedUpstream } from '../../shared/delegate/upstreams';
import type { SloDataSource } from '../datasource';
import { datasource } from '../testedDataSource';

interface Held {
  slos?: ReadonlyArray<Partial<Slo>>;
  problems?: string[];
  variables?: string[];
  /** Names of data sources; their uids are the names in lower case. */
  upstreams?: string[];
}

/** A data source whose upstreams hold these SLOs. */
export function dataSourceWith({
  slos = [],
  problems = [],
  variables = [],
  upstreams = ['Prom'],
}: Held): SloDataSource {
  const ds = datasource();
  jest.spyOn(ds, 'readSlos').mockResolvedValue({ slos: slos as Slo[], problems, isUnanswered: false });
  jest.spyOn(ds, 'variableTexts').mockReturnValue(variables);
  jest.spyOn(ds, 'upstreams').mockReturnValue(
    upstreams.map((name): ResolvedUpstream => ({
      state: 'ok',
      upstream: { uid: name.toLowerCase(), name, labels: {} },
    }))
  );
  return ds;
}

/** Chooses from a list as a person does: opens it and clicks. */
export async function choose(label: string, option: string | RegExp): Promise<void> {
  await userEvent.click(screen.getByLabelText(label));
  await userEvent.click(await screen.findByRole('option', { name: option }));
}

/** What a list offers once it is opened. */
export async function offered(label: string): Promise<Array<string | null>> {
  await userEvent.click(screen.getByLabelText(label));
  const options = (await screen.findAllByRole('option')).map(({ textContent }) => textContent);
  await userEvent.keyboard('{Escape}');
  return options;
}

/** The choices arrive a moment after an editor. */
export async function choicesArrive(): Promise<void> {
  await act(() => Promise.resolve());
}
