// The review packs of the overview.
import { fireEvent } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { describe, expect, test, vi } from 'vitest';
import { pack } from '../../src/ipc/fake/rows';
import { find, get, open, words } from '../desk';
import { atNow, main, NOW } from './slices';

atNow();

describe('the overview’s review packs', () => {
  const ready = { status: 'ready', created_ms: NOW, generated_ms: NOW, expires_ms: null, size: 2048, sha256: 'ab', can_open: true } as const;

  test('shows each state of a pack, and opens only what can be opened', async () => {
    const desk = await open(
      main({
        packs: [
          pack(1, { status: 'queued', since_ms: NOW, can_open: false }),
          pack(2, { status: 'generating', since_ms: NOW, can_open: true }),
          pack(3, { status: 'ready', created_ms: NOW, generated_ms: NOW, expires_ms: null, size: 2048, sha256: 'ab', can_open: true }),
          pack(4, { status: 'failed', reason: 'No evidence.', can_open: false }),
          pack(5, { status: 'expired', created_ms: NOW, generated_ms: null, expired_ms: null, can_open: false }),
          pack(6, { status: 'none' }),
          pack(7, { status: 'forbidden' }),
          pack(8, { status: 'unknown', raw: 'quarantined', can_open: false }),
          pack(9, { status: 'unseen' }),
          pack(10, { status: 'gone' }),
        ],
      }),
    );
    const states = [...document.querySelectorAll('[data-testid="pack-status"]')].map((badge) => badge.textContent?.trim());
    expect(states).toEqual([
      'Queued',
      'Generating',
      'Ready',
      'Failed',
      'Expired',
      'No review pack',
      'Not permitted',
      'Unknown state',
      'Not asked yet',
      'No longer available',
    ]);
    expect(words('pack-2')).toContain('every 10 s');
    expect(words('pack-3')).toContain('settled');
    expect([1, 2, 3, 4].map((id) => find(`pack-open-${id}`) !== null)).toEqual([false, true, true, false]);
    await fireEvent.click(get('pack-open-3'));
    await fireEvent.click(get('pack-ask-6'));
    expect(desk.asked()).toEqual([
      ['open_pack_in_tenantatlas', { environment: 3 }],
      ['refresh_pack', { environment: 6 }],
    ]);
  });

  test('says in words what there is to do, and for whom, and shows the rest as shapes', async () => {
    const failed = { status: 'failed', reason: null, can_open: true } as const;
    await open(main({ packs: [pack(3, ready), pack(4, failed), pack(5, { status: 'queued', since_ms: NOW, can_open: true })] }));
    expect(['pack-check-3', 'pack-open-3', 'pack-open-4', 'pack-open-5'].map(words)).toEqual([
      'Check a download',
      '',
      'Open review pack',
      '',
    ]);
    expect(get('pack-check-3').getAttribute('aria-label')).toBe('Check a download: Contoso Production');
    expect(get('pack-open-4').getAttribute('aria-label')).toBe('Open review pack: Contoso Production');
  });

  test('keeps only the number of a review pack whose environment is gone, and lets go of it', async () => {
    const nameless = { environment: '', workspace: '', pinned: true };
    const desk = await open(main({ packs: [pack(3, { status: 'gone' }, nameless), pack(4, { status: 'unseen' }, nameless)] }));
    expect(get('pack-3').querySelector('h3')?.textContent).toBe('No longer available');
    expect(words('pack-3')).toContain('Environment #3');
    expect(get('pack-4').querySelector('h3')?.textContent).toBe('Environment #4');
    expect(get('unpin-pack-3').getAttribute('aria-label')).toBe('Unpin the review pack of Environment #3');
    await fireEvent.click(get('unpin-pack-3'));
    expect(desk.asked()).toEqual([['unpin_pack', { environment: 3 }]]);
    await desk.show(main({ packs: [pack(3, { status: 'gone' })] }));
    expect([find('unpin-pack-3'), find('pin-pack-3')]).toEqual([null, null]);
  });

  test('pins and unpins a review pack by keyboard, and the focus stays', async () => {
    const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
    const state = { status: 'none' } as const;
    const desk = await open(main({ packs: [pack(3, state)] }));
    expect(get('pin-pack-3').getAttribute('aria-label')).toBe('Pin the review pack of Contoso Production');
    while (document.activeElement !== get('pin-pack-3')) await user.tab();
    await user.keyboard('{Enter}');
    await desk.show(main({ packs: [pack(3, state, { pinned: true })] }));
    expect(find('pin-pack-3')).toBeNull();
    expect(get('unpin-pack-3').getAttribute('aria-label')).toBe('Unpin the review pack of Contoso Production');
    expect(document.activeElement).toBe(get('unpin-pack-3'));
    await user.keyboard(' ');
    expect(desk.asked()).toEqual([
      ['pin_pack', { environment: 3 }],
      ['unpin_pack', { environment: 3 }],
    ]);
  });

  const file = 'pack.zip';

  test('has a file checked only where there is something to compare it with', async () => {
    const without = { ...ready, sha256: null };
    const desk = await open(main({ packs: [pack(3, ready), pack(4, without), pack(5, { status: 'none' })] }));
    expect([3, 4, 5].map((id) => find(`pack-check-${id}`) !== null)).toEqual([true, false, false]);
    expect([find('check-reading'), find('check-result')]).toEqual([null, null]);
    await fireEvent.click(get('pack-check-3'));
    expect(desk.asked()).toEqual([['check_pack', { environment: 3 }]]);
  });

  test('shows how much of a file is read, and stops reading it with the focus back', async () => {
    const check = { file, state: { found: 'reading', read: 409, total: 1000 } } as const;
    const desk = await open(main({ packs: [pack(3, ready, { check })] }));
    expect(words('check-reading')).toBe('Checking 40 % pack.zip');
    expect(get('check-reading').querySelector('[role="progressbar"]')?.getAttribute('aria-valuenow')).toBe('40');
    expect(get('check-close').getAttribute('aria-label')).toBe('Stop checking the file');
    await fireEvent.click(get('check-close'));
    expect(desk.asked()).toEqual([['close_pack_check', undefined]]);
    expect(document.activeElement).toBe(get('pack-check-3'));
  });

  test('has the focus on the result, or on the card, where the button that had it is gone', async () => {
    const reading = { file, state: { found: 'reading', read: 409, total: 1000 } } as const;
    const desk = await open(main({ packs: [pack(3, ready, { check: reading })] }));
    get('check-close').focus();
    await desk.show(main({ packs: [pack(3, ready, { check: { file, state: { found: 'same' } } })] }));
    await tick();
    expect(document.activeElement).toBe(get('check-close'));
    await desk.show(main({ packs: [pack(3, { status: 'queued', since_ms: NOW, can_open: false })] }));
    await tick();
    expect(document.activeElement).toBe(get('pack-3'));
  });

  test('gives the focus to the next card where the one that had it is gone, and to the heading after the last', async () => {
    const gone = (id: number) => pack(id, { status: 'gone' }, { pinned: true });
    const desk = await open(main({ packs: [pack(2, { status: 'none' }), gone(3)] }));
    get('unpin-pack-3').focus();
    await desk.show(main({ packs: [pack(2, { status: 'none' })] }));
    await tick();
    expect(document.activeElement).toBe(get('pack-2'));
    await desk.show(main({ packs: [] }));
    await tick();
    expect(document.activeElement).toBe(get('section-packs').querySelector('h2'));
  });

  test('has both ends of a long column in the document, and brings any other card into sight by the palette', async () => {
    const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime, delay: null });
    const packs = Array.from({ length: 500 }, (_, index) => pack(index + 1, { status: 'none' }, { environment: `Tenant ${index + 1}` }));
    await open(main({ packs }));
    await vi.waitFor(() => expect(find('pack-1')).not.toBeNull());
    expect([find('pack-250'), find('pack-500') !== null, words('section-packs-count')]).toEqual([null, true, '500']);
    expect(document.querySelectorAll('[data-pack]').length).toBeLessThan(100);
    await user.keyboard('{Control>}k{/Control}');
    await vi.waitFor(() => expect(document.activeElement).toBe(get('palette-input')));
    await user.keyboard('show tenant 250');
    await vi.waitFor(() => expect(get('palette-show-pack-250').hasAttribute('data-selected')).toBe(true));
    await user.keyboard('{Enter}');
    await vi.waitFor(() => expect(document.activeElement).toBe(find('pack-250')));
    expect(get('pack-250').parentElement?.getAttribute('aria-posinset')).toBe('250');
  });

  test.each([
    [{ found: 'same' }, 'The file is this review pack pack.zip has the same SHA-256.'],
    [
      { found: 'other' },
      'The file is not this review pack pack.zip is incomplete, changed or another pack. Download it again from TenantAtlas, and do not pass this one on.',
    ],
    [
      { found: 'failed', problem: 'missing' },
      'The file is no longer there pack.zip · Choose it where it is, or download it again.',
    ],
  ] as const)('says politely what came of a file: %o', async (state, said) => {
    const reading = { found: 'reading', read: 0, total: 0 } as const;
    const desk = await open(main({ packs: [pack(3, ready, { check: { file, state: reading } })] }));
    expect(words('check-reading')).toContain('Checking 0 %');
    await desk.show(main({ packs: [pack(3, ready, { check: { file, state } })] }));
    expect([find('check-reading'), words('check-result')]).toEqual([null, `${said} Close`]);
    expect(get('check-result').closest('[aria-live="polite"]')).not.toBeNull();
  });
});
