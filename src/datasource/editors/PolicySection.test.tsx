import React, { useState } from 'react';
import type { DataSourceSettings } from '@grafana/data';
import { render, screen, within } from '@testing-library/react';
import userEvent, { PointerEventsCheckLevel } from '@testing-library/user-event';
import type { SloDataSourceOptions } from '../types';
import { PolicySection } from './PolicySection';

/** The section as the settings show it: changes come back. */
function Live({ initial, readOnly, saved }: { initial: unknown; readOnly: boolean; saved: (now: unknown) => void }) {
  const [jsonData, setJsonData] = useState({ errorBudgetPolicy: initial } as SloDataSourceOptions);
  saved(jsonData.errorBudgetPolicy);
  const options = { jsonData, readOnly } as DataSourceSettings<SloDataSourceOptions>;
  return <PolicySection options={options} onOptionsChange={(next) => setJsonData(next.jsonData)} />;
}

function section(initial?: unknown, readOnly = false): () => unknown {
  const saved = jest.fn();
  render(<Live initial={initial} readOnly={readOnly} saved={saved} />);
  return () => saved.mock.lastCall[0];
}

const signOff = () => screen.getByRole('spinbutton', { name: /^Sign-off below/ });
const freeze = () => screen.getByRole('spinbutton', { name: /^Freeze at or below/ });
const alerts = () => screen.getAllByRole('alert').map(({ textContent }) => textContent);
const exemptions = () => screen.getByRole('textbox', { name: /^Exempt from both/ });

it('shows the usual policy where none is configured', () => {
  section();
  expect(signOff()).toHaveAttribute('placeholder', '25');
  expect(signOff()).toHaveValue(null);
  expect(freeze()).toHaveAttribute('placeholder', '0');
  expect(exemptions()).toHaveValue('P0 fixes\nsecurity fixes');
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  expect(screen.queryByRole('list')).not.toBeInTheDocument();
});

it('stores what is typed and nothing else, and goes back to the usual when it is emptied', async () => {
  const stored = section();
  await userEvent.type(signOff(), '30');
  await userEvent.type(freeze(), '5');
  expect(stored()).toEqual({ defaults: { signOffBelowPercent: 30, freezeAtOrBelowPercent: 5 } });
  await userEvent.clear(signOff());
  expect(stored()).toEqual({ defaults: { freezeAtOrBelowPercent: 5 } });
});

it('stores one exemption a line, without what typing leaves between them', async () => {
  const stored = section();
  await userEvent.clear(exemptions());
  expect(stored()).toEqual({ defaults: { exemptions: [] } });
  await userEvent.type(exemptions(), 'roll backs {enter}{enter}P0 fixes{enter}');
  expect(exemptions()).toHaveValue('roll backs \n\nP0 fixes\n');
  expect(stored()).toEqual({ defaults: { exemptions: ['roll backs', 'P0 fixes'] } });
  await userEvent.tab();
  expect(exemptions()).toHaveValue('roll backs\nP0 fixes');
});

it('says what is wrong beside the field, and what follows from it', async () => {
  section();
  await userEvent.type(signOff(), '250');
  expect(alerts()).toEqual([
    'It must be between 0 and 100.',
    expect.stringContaining('SLOs that they concern show “Cannot tell”'),
  ]);
  await userEvent.clear(signOff());
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  await userEvent.type(freeze(), '40');
  expect(alerts()[0]).toBe('It is 25%, and must not be lower than the freeze at 40%.');
});

it('says what is wrong where there is no field for it', () => {
  section({ defaults: { freezeAt: 3 } });
  expect(alerts()).toEqual([expect.stringContaining('defaults.freezeAt is not known here')]);
});

describe('rules by label', () => {
  // To look at the style of every ancestor before each click takes most of the time there is.
  const user = userEvent.setup({ delay: null, pointerEventsCheck: PointerEventsCheckLevel.Never });
  const rules = [
    { match: { tier: ['1', '2'], region: 'eu' }, signOffBelowPercent: 50, exemptions: [] },
    { match: { tier: '3' }, freezeAtOrBelowPercent: 700 },
  ];
  const entries = () =>
    within(screen.getByRole('list', { name: 'Rules by label' }))
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent);
  async function paste(field: HTMLElement, text: string): Promise<void> {
    await user.click(field);
    await user.paste(text);
  }
  const press = (name: string) => user.click(screen.getByRole('button', { name }));
  const labels = () => screen.getByRole('textbox', { name: /^For SLOs with these labels/ });
  /** Those of the rule, after those above. */
  const ofRule = (name: RegExp) => screen.getAllByRole('spinbutton', { name })[1]!;

  it('are told with what they take from the defaults, and what is wrong with them', () => {
    section({ defaults: { freezeAtOrBelowPercent: 5 }, rules });
    const [first, second] = entries();
    expect(first).toContain('tier=1, tier=2, region=eu');
    expect(first).toContain('Sign-off below 50% · freeze at or below 5% · nothing exempt');
    expect(second).toContain('rules[1].freezeAtOrBelowPercent is 700; it must be between 0 and 100.');
    expect(second).toContain('SLOs that it concerns show “Cannot tell”');
  });

  it('can be added, as provisioning would write them', async () => {
    const stored = section({ defaults: { signOffBelowPercent: 30 } });
    await press('Add rule');
    await paste(labels(), 'tier=1, tier=2, service=orders');
    expect(ofRule(/^Sign-off below/)).toHaveAttribute('placeholder', '30');
    await paste(ofRule(/^Sign-off below/), '50');
    await paste(ofRule(/^Freeze at or below/), '10');
    const match = { tier: ['1', '2'], service: 'orders' };
    expect(stored()).toEqual({
      defaults: { signOffBelowPercent: 30 },
      rules: [{ match, signOffBelowPercent: 50, freezeAtOrBelowPercent: 10 }],
    });
    await user.clear(ofRule(/^Sign-off below/));
    expect(stored()).toMatchObject({ rules: [{ match, freezeAtOrBelowPercent: 10 }] });
    expect(JSON.stringify(stored())).not.toContain('50');
  });

  it('can have exemptions of their own, and go back to those above', async () => {
    const stored = section({ rules: [{ match: { tier: '1' } }] });
    await press('Edit rule 1');
    await user.click(screen.getByRole('radio', { name: 'A list of its own' }));
    const own = screen.getByRole('textbox', { name: /^Exempt in this rule/ });
    expect(own).toHaveValue('P0 fixes\nsecurity fixes');
    await user.clear(own);
    await paste(own, 'rollbacks');
    expect(stored()).toEqual({ rules: [{ match: { tier: '1' }, exemptions: ['rollbacks'] }] });
    await user.click(screen.getByRole('radio', { name: 'As above' }));
    expect(stored()).toEqual({ rules: [{ match: { tier: '1' } }] });
  });

  it('say that they need a label once it was passed, and not before', async () => {
    section();
    await press('Add rule');
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    await user.click(labels());
    await user.tab();
    expect(alerts()).toEqual(['Name at least one label and its value.']);
    await press('Done with rule 1');
    expect(entries()[0]).toContain('rules[0].match is missing: name at least one label and its value.');
  });

  it('say beside the field what is wrong', async () => {
    section({ rules });
    await press('Edit rule 2');
    expect(alerts()).toEqual(['It must be between 0 and 100.']);
    await user.clear(ofRule(/^Freeze at or below/));
    await user.type(ofRule(/^Freeze at or below/), '30');
    expect(alerts()).toEqual(['It is 25%, and must not be lower than the freeze at 30%.']);
  });

  it('can be put into another order, which decides', async () => {
    const stored = section({ rules });
    expect(screen.queryByRole('button', { name: 'Move rule 1 up' })).not.toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Move rule 2 down' })).not.toBeInTheDocument();
    await press('Move rule 2 up');
    expect(stored()).toEqual({ rules: [rules[1], rules[0]] });
    await press('Move rule 1 down');
    expect(stored()).toEqual({ rules });
  });

  it('can be removed', async () => {
    const stored = section({ rules });
    await press('Remove rule 1');
    expect(stored()).toEqual({ rules: [rules[1]] });
  });

  it('stay when the defaults are changed', async () => {
    const stored = section({ defaults: { freezeAtOrBelowPercent: 5 }, rules });
    await user.type(signOff(), '40');
    expect(stored()).toEqual({ defaults: { freezeAtOrBelowPercent: 5, signOffBelowPercent: 40 }, rules });
  });

  it('cannot be changed where the data source is provisioned', () => {
    section({ rules }, true);
    expect(entries()).toHaveLength(2);
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  it.each(['strict', [7], [{ match: 'all' }], [{ match: { tier: 1 }, exemptions: 'none' }]])(
    'that are a structure like %j can be mended',
    async (given) => {
      const stored = section({ rules: given });
      await press('Add rule');
      await paste(labels(), 'tier=1');
      expect((stored() as { rules: unknown[] }).rules.at(-1)).toEqual({ match: { tier: '1' } });
    }
  );
});

it('cannot be changed where the data source is provisioned', () => {
  section({ defaults: { signOffBelowPercent: 30 } }, true);
  for (const field of [signOff(), freeze(), exemptions()]) {
    expect(field).toBeDisabled();
  }
  expect(signOff()).toHaveValue(30);
});

it.each(['strict', null, ['a'], { defaults: 'strict' }, { rules: 7 }])(
  'survives a structure like %j',
  async (given) => {
    const stored = section(given);
    expect(exemptions()).toHaveValue('P0 fixes\nsecurity fixes');
    await userEvent.type(freeze(), '1');
    expect(stored()).toMatchObject({ defaults: { freezeAtOrBelowPercent: 1 } });
  }
);
