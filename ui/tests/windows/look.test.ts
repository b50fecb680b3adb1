// What every window has in common: its language and its theme change while it is open.
import { fireEvent } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { LookSlice } from '../../src/ipc/bindings/LookSlice';
import type { Slice } from '../../src/ipc/bindings/Slice';
import { endedRow, list } from '../../src/ipc/fake/rows';
import { LOOK } from '../../src/ipc/fake/look';
import { SCENARIOS } from '../../src/ipc/fake/scenarios';
import { speak } from '../../src/lib/language.svelte';
import { find, get, open, openSettings, words } from '../desk';
import { atNow, main, NOW, run, signIn } from './slices';

atNow();
afterEach(() => speak('en'));

function dressed(slice: Slice, look: Partial<LookSlice>): Slice {
  return { ...slice, look: { ...LOOK, ...look } };
}

const root = document.documentElement;

describe('the language', () => {
  test('changes every word of an open overview, its dialog and its dates, and back', async () => {
    const ended = endedRow(NOW, { times: { created_ms: 0, started_ms: 0, ended_ms: NOW - 24 * 3_600_000 } });
    const english = main({ pinned: [ended], attention: list([]) });
    const desk = await open(english);
    await openSettings('look');
    const dialog = () => get('language-system').closest('fieldset')?.querySelector('legend')?.textContent;
    const seen = () => [words('summary'), words('row-398').includes('22. Nov., 10:42'), dialog(), root.lang];
    expect(seen()).toEqual(['Nothing watched', false, 'Language', 'en']);
    const field = get('window-main');
    await desk.show(dressed(english, { language: 'de', language_choice: 'de' }));
    expect(seen()).toEqual(['Es wird nichts beobachtet', true, 'Sprache', 'de']);
    expect(get('window-main')).toBe(field);
    await desk.show(english);
    expect(seen()).toEqual(['Nothing watched', false, 'Language', 'en']);
  });

  test('changes a pinned window and the sign-in window too', async () => {
    const desk = await open(run({ row: endedRow(NOW) }));
    await desk.show(dressed(run({ row: endedRow(NOW) }), { language: 'de' }));
    expect(words('run-place')).toContain('Vorgang #398');
    await desk.show(dressed(signIn({ state: 'checking' }), { language: 'de' }));
    expect(words('signin-submit')).toBe('Wird geprüft …');
  });

  test.each(['busy', 'found', 'paused', 'run-failed', 'sign-in-failed'])('paints “%s” in German without a gap', async (name) => {
    const slice = SCENARIOS[name]?.(NOW);
    await open(slice ? dressed(slice, { language: 'de' }) : null);
    expect(document.querySelectorAll('[data-testid^="window-"]')).toHaveLength(1);
    expect(document.body.textContent).not.toMatch(/\b[a-z]+(-[a-z]+){2,}\b|\bOperation #/);
  });

  test('is chosen in the settings', async () => {
    const desk = await open(main({}));
    await openSettings('look');
    expect((get('language-system') as HTMLInputElement).checked).toBe(true);
    await fireEvent.click(get('language-de'));
    expect(desk.asked()).toEqual([['set_language', { language: 'de' }]]);
  });
});

describe('the theme', () => {
  test('follows the choice', async () => {
    const desk = await open(main({}));
    expect(root.dataset['theme']).toBe('light');
    await desk.show(dressed(main({}), { appearance: 'dark' }));
    expect(root.dataset['theme']).toBe('dark');
    await desk.show(dressed(main({}), { appearance: 'high_contrast' }));
    expect(root.dataset['theme']).toBe('light contrast');
  });

  test('is there before the first answer', async () => {
    delete root.dataset['theme'];
    await open(null);
    expect([find('waiting') !== null, root.dataset['theme']]).toEqual([true, 'light']);
  });

  test('follows the system, as long as it is asked to', async () => {
    const system = systemThat();
    const desk = await open(main({}));
    system.prefers('(prefers-color-scheme: dark)');
    expect(root.dataset['theme']).toBe('dark');
    system.prefers('(prefers-contrast: more)');
    expect(root.dataset['theme']).toBe('dark contrast');
    await desk.show(dressed(main({}), { appearance: 'light' }));
    expect(root.dataset['theme']).toBe('light contrast');
  });

  test('is chosen in the settings', async () => {
    const desk = await open(main({}));
    await openSettings('look');
    await fireEvent.click(get('appearance-high-contrast'));
    await tick();
    expect(desk.asked()).toEqual([['set_appearance', { appearance: 'high_contrast' }]]);
  });
});

/** A system that prefers nothing until it is told to. */
function systemThat() {
  const preferred = new Set<string>();
  const heard = new Map<string, () => void>();
  const query = (media: string) => ({
    get matches() {
      return preferred.has(media);
    },
    addEventListener: (_: string, listener: () => void) => heard.set(media, listener),
    removeEventListener: () => heard.delete(media),
  });
  vi.spyOn(window, 'matchMedia').mockImplementation((media) => query(media) as unknown as MediaQueryList);
  return {
    prefers: (media: string) => {
      preferred.add(media);
      for (const listener of heard.values()) listener();
    },
  };
}
