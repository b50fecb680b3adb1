// The sign-in window.
import { fireEvent } from '@testing-library/svelte';
import { tick } from 'svelte';
import { describe, expect, test } from 'vitest';
import type { Slice } from '../../src/ipc/bindings/Slice';
import { find, get, open, words } from '../desk';
import { atNow, signIn } from './slices';

atNow();

describe('the sign-in window', () => {
  test('sends address and token, and keeps the token until it is refused', async () => {
    const desk = await open(signIn({ state: 'idle' }, ''));
    await fireEvent.input(get('signin-server'), { target: { value: ' https://atlas.example.com ' } });
    await fireEvent.input(get('signin-token'), { target: { value: 'not-a-real-token' } });
    await fireEvent.submit(get('signin-submit').closest('form') as HTMLFormElement);
    await tick();
    expect(desk.asked()).toEqual([['sign_in', { server: 'https://atlas.example.com', token: 'not-a-real-token' }]]);
    expect(get('signin-token').getAttribute('type')).toBe('password');
    const token = get('signin-token') as HTMLInputElement;
    for (const problem of ['offline', 'unreached', 'address_invalid', 'throttled'] as const) {
      await desk.show(signIn({ state: 'checking' }));
      await desk.show(signIn({ state: 'failed', problem }));
      expect(token.value).toBe('not-a-real-token');
    }
    await desk.show(signIn({ state: 'failed', problem: 'token_refused' }));
    expect(token.value).toBe('');
  });

  test('says that no tray shows the icon while it is the only way in', async () => {
    const slice = signIn({ state: 'idle' });
    const desk = await open({ ...slice, minimises: true } as Slice);
    expect(words('warning-tray-unavailable')).toMatch(/^No tray shows the monitor’s icon\. This window minimises/);
    await desk.show(slice);
    expect(find('warning-tray-unavailable')).toBeNull();
  });

  test('leads to the field at fault, once', async () => {
    const desk = await open(signIn({ state: 'checking' }));
    const invalid = () => ['signin-server', 'signin-token'].map((field) => get(field).getAttribute('aria-invalid'));
    await desk.show(signIn({ state: 'failed', problem: 'not_a_gateway' }));
    expect([document.activeElement, invalid()]).toEqual([get('signin-server'), ['true', 'false']]);
    await desk.show(signIn({ state: 'checking' }));
    await desk.show(signIn({ state: 'failed', problem: 'token_refused' }));
    expect([document.activeElement, invalid()]).toEqual([get('signin-token'), ['false', 'true']]);
    get('signin-server').focus();
    await desk.show(signIn({ state: 'failed', problem: 'token_refused' }));
    expect(document.activeElement).toBe(get('signin-server'));
    await desk.show(signIn({ state: 'failed', problem: 'offline' }));
    expect(invalid()).toEqual(['false', 'false']);
  });

  test('cannot be sent twice while it is checked', async () => {
    await open(signIn({ state: 'checking' }));
    expect((get('signin-submit') as HTMLButtonElement).disabled).toBe(true);
    expect(words('signin-submit')).toBe('Checking…');
  });

  test('says why it failed and what to do', async () => {
    await open(signIn({ state: 'failed', problem: 'address_not_https' }));
    expect(words('signin-problem')).toBe(
      'The address must begin with https. Without it your token could be read on the way. Ask for the gateway’s https address.',
    );
  });

  test('says that the settings are gone, and where to find them', async () => {
    const desk = await open({ ...signIn({ state: 'idle' }, ''), warnings: ['settings_replaced'] } as Slice);
    expect(words('warning-settings-replaced')).toContain('settings.unreadable');
    await desk.show(signIn({ state: 'idle' }, ''));
    expect(find('warning-settings-replaced')).toBeNull();
  });

  test('says that the demo is prepared, and takes nothing else meanwhile', async () => {
    const desk = await open(signIn({ state: 'idle' }, ''));
    await fireEvent.click(get('signin-demo'));
    await desk.show(signIn({ state: 'demo_starting' }, ''));
    expect(words('signin-demo')).toBe('Preparing the demo…');
    const controls = ['signin-server', 'signin-token', 'signin-submit', 'signin-demo'];
    expect(controls.map((control) => get(control).matches(':disabled'))).toEqual([true, true, true, true]);
    await fireEvent.submit(get('signin-submit').closest('form') as HTMLFormElement);
    expect(desk.asked()).toEqual([['look_around', undefined]]);
  });

  test('says that the demo could not begin, and lets one try again', async () => {
    const desk = await open(signIn({ state: 'demo_starting' }, ''));
    await desk.show(signIn({ state: 'demo_failed' }, ''));
    expect(words('signin-problem')).toContain('The demo could not begin.');
    await fireEvent.click(get('signin-demo'));
    expect(desk.asked()).toEqual([['look_around', undefined]]);
  });

  test('offers to go on in memory when the keyring fails, and the demo at any time', async () => {
    const desk = await open(signIn({ state: 'keyring_failed', problem: 'locked' }));
    expect(words('signin-problem')).toContain('The system keyring is locked.');
    await fireEvent.click(get('signin-memory'));
    await fireEvent.click(get('signin-demo'));
    expect(desk.asked()).toEqual([
      ['keep_token_in_memory', undefined],
      ['look_around', undefined],
    ]);
  });
});
