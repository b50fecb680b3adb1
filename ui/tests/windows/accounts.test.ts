// Several accounts at once: how the others are, and the way to them, out of them and to one more.
import { fireEvent } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import type { MainSlice } from '../../src/ipc/bindings/MainSlice';
import type { OtherAccountSlice } from '../../src/ipc/bindings/OtherAccountSlice';
import type { Parting } from '../../src/ipc/bindings/Parting';
import type { Slice } from '../../src/ipc/bindings/Slice';
import { empty } from '../../src/ipc/fake/overview';
import { offers } from '../../src/lib/palette';
import { find, get, open, openSettings, words } from '../desk';
import { atNow, main, NOW } from './slices';

atNow();

const OTHERS: OtherAccountSlice[] = [
  { id: 'a1', user: 'Ada Brandt', server: 'atlas.contoso.com', standing: 'attention', warnings: [] },
  { id: 'b2', user: null, server: 'atlas.example.net', standing: 'signed_out', warnings: [] },
];

const WARNED = OTHERS.map((account): OtherAccountSlice => {
  return account.id === 'a1' ? { ...account, warnings: ['keyring_unavailable', 'ledger_unavailable'] } : account;
});

function among(other_accounts: OtherAccountSlice[], changes: Partial<MainSlice> = {}): Slice {
  return main({ account: { ...empty().account, demo: false }, other_accounts, ...changes });
}

describe('the header', () => {
  test('says nothing of accounts where there is one alone', async () => {
    await open(among([]));
    expect(find('other-accounts')).toBeNull();
  });

  test('says how each of the others is, and leads to it', async () => {
    const desk = await open(among(OTHERS));
    expect([words('other-account-a1'), words('other-account-b2')]).toEqual([
      'atlas.contoso.com Needs attention',
      'atlas.example.net Signed out',
    ]);
    await fireEvent.click(get('other-account-a1'));
    expect(desk.asked()).toEqual([['switch_account', { account: 'a1' }]]);
  });

  test('says what is wrong with one of the others, in whole words beside a shape', async () => {
    await open(among(WARNED));
    expect(words('other-account-a1')).toBe(
      'atlas.contoso.com Needs attention The token is kept for this session only. Pins cannot be saved.',
    );
    expect(get('other-account-a1-keyring_unavailable').querySelector('svg')).not.toBeNull();
    expect(words('other-account-b2')).toBe('atlas.example.net Signed out');
  });
});

describe('the settings', () => {
  test('list the accounts with what each is, and the ways to and out of them', async () => {
    const desk = await open(among(OTHERS, { health: { state: 'connecting' } }));
    await openSettings('account');
    expect(words('account-standing')).toBe('Connecting');
    expect(words('account-standing-a1')).toBe('Needs attention');
    expect(words('account-standing-b2')).toBe('Signed out');
    expect(get('account-switch-a1').getAttribute('aria-label')).toBe('Switch to Ada Brandt · atlas.contoso.com');
    expect(find('account-switch-b2')).toBeNull();
    for (const testid of ['account-sign-in-b2', 'account-sign-out-b2', 'account-add', 'account-switch-a1']) {
      await fireEvent.click(get(testid));
    }
    expect(desk.asked()).toEqual([
      ['open_sign_in', { account: 'b2' }],
      ['sign_out_of', { account: 'b2' }],
      ['open_sign_in', { account: null }],
      ['switch_account', { account: 'a1' }],
    ]);
  });

  test.each<[Parting, string, boolean]>([
    ['removing', 'The token is being removed from the system keyring.', false],
    ['removed', 'The token was removed from the system keyring.', false],
    ['kept_denied', 'The system keyring refused to remove the token. The monitor tries again at its next start.', true],
  ])('say that the token of an account that was signed out of is %s, and the overview that it is kept', async (parting, said, kept) => {
    const parted = { user: 'Noor Haddad', server: 'atlas.northwind.example', parting };
    await open(among(OTHERS, { parted }));
    await openSettings('account');
    const expected = `Signed out of Noor Haddad · atlas.northwind.example. ${said}`;
    expect(words('account-parted')).toBe(expected);
    expect(find('parted') === null ? null : words('parted')).toBe(kept ? expected : null);
  });

  test('say what is wrong with one of the others, with the next step', async () => {
    await open(among(WARNED));
    await openSettings('account');
    expect(words('account-a1-keyring_unavailable')).toBe(
      'The token is kept for this session only. You will sign in again after the next start.',
    );
    expect(words('account-a1-ledger_unavailable')).toContain('Check free space and rights');
  });

  test('say of nobody that was never known that an answer is awaited, where the account is signed out', async () => {
    const waiting: OtherAccountSlice = { id: 'c3', user: null, server: 'atlas.example.org', standing: 'connecting', warnings: [] };
    const desk = await open(among([...OTHERS, waiting], { account: { ...empty().account, user: null, demo: false } }));
    await openSettings('account');
    expect(['a1', 'c3'].map((id) => words(`account-user-${id}`))).toEqual(['Ada Brandt', 'Not answered yet']);
    expect(find('account-user-b2')).toBeNull();
    expect(words('account-standing-b2')).toBe('Signed out');
    expect(words('account-user')).toBe('Not answered yet');
    await desk.show(
      among(OTHERS, {
        account: { ...empty().account, user: null, demo: false },
        health: { state: 'blind', fault: 'signed_out', as_of_ms: null },
      }),
    );
    expect([find('account-user'), words('account-standing')]).toEqual([null, 'Signed out']);
  });

  test('add no account to the demo', async () => {
    await open(main({}));
    await openSettings('account');
    expect(find('account-add')).toBeNull();
  });
});

describe('the palette', () => {
  test('switches to an account, and signs in to one that is signed out', () => {
    const offered = (typed: string) =>
      offers({ ...empty(), other_accounts: OTHERS }, typed, false, NOW).flatMap(({ entries }) => entries.map(({ label, deed }) => [label, deed]));
    expect(offered('contoso')).toEqual([['Switch to Ada Brandt · atlas.contoso.com', { do: 'switch', account: 'a1' }]]);
    expect(offered('example.net')).toEqual([['Sign in to atlas.example.net', { do: 'sign-in', account: 'b2' }]]);
  });

  test('says what is wrong with an account beside the way to it, and finds it by that', async () => {
    const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
    await open(among(WARNED));
    await fireEvent.click(get('palette-open'));
    await vi.waitFor(() => expect(find('palette-input')).not.toBeNull());
    await user.type(get('palette-input'), 'session only');
    await vi.waitFor(() => expect(find('palette-account-b2')).toBeNull());
    expect(words('palette-account-a1')).toBe(
      'Switch to Ada Brandt · atlas.contoso.com Needs attention The token is kept for this session only. Pins cannot be saved.',
    );
    expect(get('palette-account-a1-keyring_unavailable').querySelector('svg')).not.toBeNull();
  });

  test('asks for it', async () => {
    const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
    const desk = await open(among(OTHERS));
    await fireEvent.click(get('palette-open'));
    await vi.waitFor(() => expect(find('palette-input')).not.toBeNull());
    await user.type(get('palette-input'), 'contoso');
    await vi.waitFor(() => expect(get('palette-account-a1').hasAttribute('data-selected')).toBe(true));
    await user.keyboard('{Enter}');
    expect(desk.asked()).toContainEqual(['switch_account', { account: 'a1' }]);
  });
});

test.each<[Partial<MainSlice>, string]>([
  [{}, 'connected'],
  [{ summary: { worst: 'attention', watched: 1, attention: 1 } }, 'attention'],
  [{ health: { state: 'connecting' } }, 'connecting'],
  [{ health: { state: 'blind', fault: 'offline', as_of_ms: null } }, 'no_network'],
  [{ health: { state: 'blind', fault: 'unreached', as_of_ms: null } }, 'not_answering'],
  [{ health: { state: 'blind', fault: 'signed_out', as_of_ms: null } }, 'signed_out'],
])('the stand-in of the desktop app says of an account with %o that it is %s', (changes, standing) => {
  expect(main(changes)).toMatchObject({ account: { standing } });
});
