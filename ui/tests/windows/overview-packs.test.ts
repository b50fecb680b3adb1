// The review packs of the overview.
import { fireEvent } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import { pack } from '../../src/ipc/fake/rows';
import { find, get, open, words } from '../desk';
import { atNow, main, NOW } from './slices';

atNow();

describe('the overview’s review packs', () => {
  test('shows each state of a pack, and opens only what can be opened', async () => {
    const desk = await open(
      main({
        packs: [
          pack(1, { status: 'queued', since_ms: NOW, can_open: false }),
          pack(2, { status: 'generating', since_ms: NOW, can_open: true }),
          pack(3, { status: 'ready', generated_ms: NOW, expires_ms: null, size: 2048, sha256: 'ab', can_open: true }),
          pack(4, { status: 'failed', reason: 'No evidence.', can_open: false }),
          pack(5, { status: 'expired', expired_ms: null, can_open: false }),
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
});
