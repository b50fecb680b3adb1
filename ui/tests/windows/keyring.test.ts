// A token that the keyring did not give, does not have, or was asked to let go of: what is said of it, and what can be done.
import { fireEvent } from '@testing-library/svelte';
import { beforeEach, describe, expect, test } from 'vitest';
import type { KeyringProblem } from '../../src/ipc/bindings/KeyringProblem';
import type { MemorySlice } from '../../src/ipc/bindings/MemorySlice';
import type { Parting } from '../../src/ipc/bindings/Parting';
import { empty } from '../../src/ipc/fake/overview';
import { speak } from '../../src/lib/language.svelte';
import { find, get, open, words } from '../desk';
import { atNow, main, signIn } from './slices';

atNow();
beforeEach(() => speak('en'));

const PROBLEMS: [KeyringProblem, string, boolean][] = [
  ['absent', 'There is no system keyring to read the saved token from.', true],
  ['broken', 'Only a part of the saved token is in the system keyring.', false],
  ['denied', 'The system keyring refused to give the saved token.', true],
  ['locked', 'The saved token is in the system keyring, which is locked.', true],
  ['slow', 'The system keyring has not answered yet.', false],
];

describe('the sign-in window, where the kept token could not be read', () => {
  test.each(PROBLEMS)('says of a keyring that is %s: %s', async (problem, title, canAsk) => {
    await open(signIn({ state: 'keyring_unreadable', problem }));
    expect(words('signin-problem')).toContain(title);
    expect(get('signin-problem').getAttribute('role')).toBe('alert');
    expect(find('signin-ask-keyring') !== null).toBe(canAsk);
    expect(find('signin-memory')).toBeNull();
  });

  test('asks the keyring again, says so, and takes a token all the while', async () => {
    const desk = await open(signIn({ state: 'keyring_unreadable', problem: 'locked' }));
    await fireEvent.click(get('signin-ask-keyring'));
    await desk.show(signIn({ state: 'asking_keyring' }));
    expect(words('signin-asking')).toContain('Asking the keyring…');
    expect([get('signin-asking').getAttribute('role'), find('signin-problem')]).toEqual(['status', null]);
    await fireEvent.input(get('signin-token'), { target: { value: 'not-a-real-token' } });
    await fireEvent.submit(get('signin-submit').closest('form') as HTMLFormElement);
    expect(desk.asked()).toEqual([
      ['ask_keyring', undefined],
      ['sign_in', { server: 'https://atlas.example.com', token: 'not-a-real-token' }],
    ]);
  });
});

describe('the sign-in window, after signing out', () => {
  test.each<[Parting, string]>([
    ['removing', 'is being removed'],
    ['removed', 'was removed from the system keyring.'],
    ['kept_absent', 'no system keyring now'],
    ['kept_denied', 'tries again'],
    ['kept_locked', 'locked and keeps the token'],
    ['kept_slow', 'Look for its prompt'],
  ])('says politely of a token that is %s: %s', async (parting, said) => {
    const desk = await open(signIn({ state: 'signed_out', parting: 'removing' }));
    const notice = get('signin-parting');
    await desk.show(signIn({ state: 'signed_out', parting }));
    expect(words('signin-parting')).toMatch(/^Signed out\./);
    expect(words('signin-parting')).toContain(said);
    // The same region, so that the change is read out.
    expect([get('signin-parting'), notice.getAttribute('role')]).toEqual([notice, 'status']);
  });
});

describe('the overview, where the token is in memory', () => {
  const held = (in_memory: MemorySlice | null) =>
    main({
      account: { ...empty().account, demo: false, in_memory },
      warnings: in_memory === null ? [] : ['keyring_unavailable'],
    });

  test('says for how long and why, and asks the keyring to take it', async () => {
    const desk = await open(held({ asking: false, problem: 'locked' }));
    expect(words('warning-keyring-unavailable')).toContain(
      'The token is kept for this session only. You will sign in again after the next start. The system keyring is locked.',
    );
    await fireEvent.click(get('warning-keep-token'));
    expect(desk.asked()).toEqual([['keep_token', undefined]]);
    await desk.show(held({ asking: true, problem: 'locked' }));
    expect((get('warning-keep-token') as HTMLButtonElement).disabled).toBe(true);
    expect(words('warning-keep-token')).toBe('Asking the keyring…');
    await desk.show(held({ asking: false, problem: 'absent' }));
    expect(words('warning-keyring-unavailable')).toContain('There is no system keyring.');
    expect(words('announced')).toBe('There is no system keyring. Install or start one, then keep the token there.');
    await desk.show(held(null));
    expect(find('warning-keyring-unavailable')).toBeNull();
    expect(words('announced')).toBe('The token is in the system keyring now');
  });

  test('does not ask again where the answer may still come', async () => {
    await open(held({ asking: false, problem: 'slow' }));
    expect(words('warning-keyring-unavailable')).toContain('Look for its prompt');
    expect(find('warning-keep-token')).toBeNull();
  });

  test('says so in the settings too', async () => {
    const desk = await open(held({ asking: false, problem: 'denied' }));
    await fireEvent.click(get('settings-open'));
    await fireEvent.click(get('settings-tab-account'));
    expect(words('account-in-memory')).toContain('The token is kept for this session only.');
    await fireEvent.click(get('settings-keep-token'));
    expect(desk.asked()).toEqual([['keep_token', undefined]]);
    await desk.show(held(null));
    expect([find('account-in-memory'), find('settings-keep-token')]).toEqual([null, null]);
  });
});
