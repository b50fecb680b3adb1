// The way to the server: in the settings, and folded in the sign-in window, with what is wrong beside its field.
import { fireEvent } from '@testing-library/svelte';
import { tick } from 'svelte';
import { describe, expect, test } from 'vitest';
import type { NetworkSlice } from '../../src/ipc/bindings/NetworkSlice';
import type { Slice } from '../../src/ipc/bindings/Slice';
import { COMPANY, NETWORK } from '../../src/ipc/fake/network';
import { empty } from '../../src/ipc/fake/overview';
import { type Desk, find, get, open, openSettings, words } from '../desk';
import { atNow, main, signIn } from './slices';

atNow();

function set(network: NetworkSlice | null): Slice {
  return main({ settings: { ...empty().settings, network } });
}

async function opened(network: NetworkSlice): Promise<Desk> {
  const desk = await open(set(network));
  await openSettings('network');
  return desk;
}

const isChecked = (testid: string) => (get(testid) as HTMLInputElement).checked;
const write = (testid: string, value: string) => fireEvent.input(get(testid), { target: { value } });
const save = () => fireEvent.submit(get('proxy-save').closest('form') as HTMLFormElement);

describe('the network in the settings', () => {
  test('is the system’s until something else is chosen, which holds at once', async () => {
    const desk = await opened(NETWORK);
    expect([isChecked('proxy-system'), find('proxy-address')]).toEqual([true, null]);
    await fireEvent.click(get('proxy-none'));
    const none = { ...NETWORK.proxy, mode: 'none' } as const;
    await desk.show(set({ ...NETWORK, proxy: none }));
    expect(isChecked('proxy-none')).toBe(true);
    expect(desk.asked()).toEqual([['set_proxy', { proxy: none, password: null }]]);
  });

  test('asks for nothing before a proxy is saved, and then for all of it', async () => {
    const desk = await opened(NETWORK);
    await fireEvent.click(get('proxy-manual'));
    expect(desk.asked()).toEqual([]);
    await write('proxy-address', ' proxy.contoso.example:3128 ');
    await write('proxy-user', 'ada');
    await write('proxy-password', 'not-a-real-password');
    expect(get('proxy-password').getAttribute('type')).toBe('password');
    await save();
    const proxy = { mode: 'manual', address: 'proxy.contoso.example:3128', user: 'ada' };
    expect(desk.asked()).toEqual([['set_proxy', { proxy, password: 'not-a-real-password' }]]);
  });

  test('leaves a kept password alone where none is typed', async () => {
    const desk = await opened(COMPANY);
    expect((get('proxy-password') as HTMLInputElement).value).toBe('');
    expect(words('proxy-password-state')).toBe('Kept in the system keyring. Leave the field empty to keep it.');
    await save();
    expect(desk.asked()).toEqual([['set_proxy', { proxy: COMPANY.proxy, password: null }]]);
  });

  test('says what is wrong with an address, and leads back to it', async () => {
    const desk = await opened(NETWORK);
    await fireEvent.click(get('proxy-manual'));
    await write('proxy-address', 'http://ada:secret@proxy.contoso.example');
    await save();
    await desk.show(set({ ...NETWORK, proxy_problem: 'credentials' }));
    expect(words('proxy-problem')).toBe(
      'A user or a password is in the address. The address is written into a file. Enter both in fields of their own.',
    );
    const field = get('proxy-address') as HTMLInputElement;
    expect([document.activeElement, field.getAttribute('aria-invalid')]).toEqual([field, 'true']);
    expect(field.value).toBe('http://ada:secret@proxy.contoso.example');
    const described = field.getAttribute('aria-describedby')?.split(' ').map((id) => document.getElementById(id)?.textContent);
    expect(described).toEqual([get('proxy-problem').textContent, expect.stringContaining('socks5h')]);
  });

  test('says what the keyring did with the password', async () => {
    const desk = await opened({ ...COMPANY, password: 'unkept' });
    expect(words('proxy-password-state')).toContain('It is in memory until the monitor quits.');
    await desk.show(set({ ...COMPANY, password: 'unreadable' }));
    expect(words('proxy-password-state')).toContain('could not be read');
    await desk.show(set({ ...COMPANY, password: 'missing' }));
    expect(words('proxy-password-state')).toBe('It is kept in the system keyring only.');
  });

  test('chooses a file of certificates and removes it', async () => {
    const desk = await opened(NETWORK);
    expect([words('ca-file'), find('ca-forget')]).toEqual(['No file is chosen.', null]);
    await fireEvent.click(get('ca-choose'));
    await desk.show(set({ ...NETWORK, ca_problem: 'not_pem' }));
    expect(words('ca-problem')).toBe(
      'The file has no certificate in PEM form. The monitor goes on without it. Choose one with a line BEGIN CERTIFICATE.',
    );
    await desk.show(set({ ...NETWORK, ca_problem: 'slow' }));
    expect(words('ca-problem')).toContain('Check whether its network drive answers');
    await desk.show(set({ ...NETWORK, ca_file: 'contoso-root-ca.pem' }));
    expect([words('ca-file'), find('ca-problem')]).toEqual(['contoso-root-ca.pem', null]);
    await fireEvent.click(get('ca-forget'));
    expect(desk.asked()).toEqual([
      ['choose_ca_file', undefined],
      ['forget_ca_file', undefined],
    ]);
  });

  test('has no tab in the demo', async () => {
    const desk = await opened(NETWORK);
    await desk.show(set(null));
    expect(find('settings-tab-network')).toBeNull();
  });
});

describe('the network in the sign-in window', () => {
  test('is folded, and unfolds where the way is what failed', async () => {
    const desk = await open(signIn({ state: 'idle' }));
    expect(find('proxy-system')).toBeNull();
    for (const problem of ['offline', 'unreached', 'token_refused'] as const) {
      await desk.show(signIn({ state: 'failed', problem }));
      expect(find('proxy-system')).toBeNull();
    }
    await desk.show(signIn({ state: 'failed', problem: 'untrusted' }));
    await tick();
    expect(words('signin-problem')).toContain('does not trust the certificate');
    await fireEvent.click(get('ca-choose'));
    expect(desk.asked()).toEqual([['choose_ca_file', undefined]]);
  });

  test('sets a proxy without signing in', async () => {
    const desk = await open(signIn({ state: 'failed', problem: 'proxy_authentication' }, undefined, COMPANY));
    await tick();
    await write('proxy-password', 'not-a-real-password');
    await save();
    expect(desk.asked()).toEqual([['set_proxy', { proxy: COMPANY.proxy, password: 'not-a-real-password' }]]);
  });
});
