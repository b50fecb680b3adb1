// A computer that an administrator manages: what is set there is shown, and cannot be changed.
import { fireEvent } from '@testing-library/svelte';
import { tick } from 'svelte';
import { describe, expect, test } from 'vitest';
import type { LockedSetting } from '../../src/ipc/bindings/LockedSetting';
import type { ManagedSlice } from '../../src/ipc/bindings/ManagedSlice';
import type { ProxyMode } from '../../src/ipc/bindings/ProxyMode';
import type { Slice } from '../../src/ipc/bindings/Slice';
import { FILE, managed, mistaken, senseless, UNMANAGED } from '../../src/ipc/fake/managed';
import { COMPANY } from '../../src/ipc/fake/network';
import { empty } from '../../src/ipc/fake/overview';
import { problemWords } from '../../src/lib/managed';
import { find, get, open, openSettings, openTab, words } from '../desk';
import { atNow, main, signIn } from './slices';

atNow();

const SET_BY = `Set by your administrator (${FILE})`;

const by = (slice: ManagedSlice): Slice => main({ settings: { ...empty().settings, managed: slice } });
const isDisabled = (testid: string) => get(testid).matches(':disabled');
const describedBy = (testid: string) => get(testid).getAttribute('aria-describedby');

async function saveUser(): Promise<void> {
  await fireEvent.input(get('proxy-user'), { target: { value: ' bea ' } });
  await fireEvent.input(get('proxy-password'), { target: { value: 'not-a-real-password' } });
  await fireEvent.submit(get('proxy-save').closest('form') as HTMLFormElement);
}

describe('what an administrator set', () => {
  test('is shown with who set it, and cannot be changed', async () => {
    const desk = await open(by(managed()));
    await openSettings('watching');
    expect([isDisabled('while-hidden-suspend'), isDisabled('quiet-seconds')]).toEqual([true, true]);
    expect([words('while-hidden-managed'), words('quiet-seconds-managed')]).toEqual([SET_BY, SET_BY]);
    expect(describedBy('quiet-seconds')).toContain('quiet-seconds-managed');
    await openTab('notifications');
    expect(words('rules-managed')).toBe(SET_BY);
    expect([isDisabled('rule-outcome-failed'), describedBy('rule-pack-ready')]).toEqual([true, 'rules-managed']);
    await fireEvent.click(get('rule-outcome-failed'));
    expect(desk.asked()).toEqual([]);
  });

  test.each([
    ['alert_longer_than_usual', ['rule-alert-longer-than-usual']],
    ['operation_failed', ['rule-outcome-failed']],
    ['operation_partially_succeeded', ['rule-outcome-partially-succeeded']],
    ['pack_failed', ['rule-pack-failed']],
    ['quiet_seconds', []],
  ] satisfies [LockedSetting, string[]][])('locks %s by itself', async (setting, disabled) => {
    await open(by(managed([setting])));
    await openSettings('notifications');
    const switches = [...document.querySelectorAll<HTMLInputElement>('[data-testid^="rule-"]')];
    expect(switches.filter((one) => one.disabled).map((one) => one.dataset['testid'])).toEqual(disabled);
    expect(find('rules-managed') !== null).toBe(disabled.length > 0);
  });

  test('is not spoken of where there is none', async () => {
    await open(by(UNMANAGED));
    await openSettings('watching');
    expect([find('while-hidden-managed'), isDisabled('quiet-seconds')]).toEqual([null, false]);
    expect(describedBy('quiet-seconds')).toBe('quiet-seconds-hint');
  });

  test('leaves it to the user who comes to its proxy', async () => {
    const slice = main({ settings: { ...empty().settings, managed: managed(['proxy']), network: { ...COMPANY, password: 'missing' } } });
    const desk = await open(slice);
    await openSettings('network');
    expect([words('proxy-address'), isDisabled('proxy-none'), words('proxy-managed')]).toEqual([COMPANY.proxy.address, true, SET_BY]);
    expect(words('proxy-save')).toBe('Save user and password');
    await saveUser();
    const proxy = { ...COMPANY.proxy, user: 'bea' };
    expect(desk.asked()).toEqual([['set_proxy', { proxy, password: 'not-a-real-password' }]]);
  });

  test('asks nobody who comes where its proxy is none of its own', async () => {
    const by = (mode: ProxyMode) => {
      const network = { ...COMPANY, proxy: { mode, address: '', user: '' } };
      return main({ settings: { ...empty().settings, managed: managed(['proxy']), network } });
    };
    const desk = await open(by('none'));
    await openSettings('network');
    expect([find('proxy-address'), find('proxy-password'), words('proxy-managed')]).toEqual([null, null, SET_BY]);
    await desk.show(by('system'));
    expect([find('proxy-address'), find('proxy-password')]).toEqual([null, null]);
  });

  test('has its wrong lines told where the diagnostics are', async () => {
    await open(by(mistaken()));
    await openSettings('diagnostics');
    expect(words('managed-problems')).toContain('Line 8: quiet_seconds: a whole number from 15 to 600 was expected');
    expect(words('managed-problems')).toContain(FILE);
  });

  test('is told as a whole where it has no line', () => {
    const told = (['toml', 'readable'] as const).map((expected) => senseless(expected).problems.map(problemWords));
    expect(told).toEqual([['Line 12: this is not TOML, so that nothing in the file holds'], ['the file cannot be read']]);
  });
});

describe('the sign-in window of a managed computer', () => {
  test('takes user and password for the administrator’s proxy, whose address stays', async () => {
    const slice = signIn({ state: 'failed', problem: 'proxy_authentication' }, undefined, COMPANY);
    const desk = await open({ ...slice, managed: managed(['proxy']) } as Slice);
    await tick();
    expect(get('proxy-address').tagName).toBe('P');
    await saveUser();
    const proxy = { ...COMPANY.proxy, user: 'bea' };
    expect(desk.asked()).toEqual([['set_proxy', { proxy, password: 'not-a-real-password' }]]);
  });

  test('has the address in it, and lets nobody change it', async () => {
    const slice = { ...signIn({ state: 'idle' }), managed: managed(['server']) };
    const desk = await open(slice as Slice);
    const server = get('signin-server') as HTMLInputElement;
    expect([server.value, server.readOnly, words('server-help')]).toEqual(['https://atlas.example.com', true, SET_BY]);
    expect(describedBy('signin-server')).toBe('server-help');
    await fireEvent.input(get('signin-token'), { target: { value: 'not-a-real-token' } });
    await fireEvent.submit(server.closest('form') as HTMLFormElement);
    expect(desk.asked()).toEqual([['sign_in', { server: 'https://atlas.example.com', token: 'not-a-real-token' }]]);
  });
});
