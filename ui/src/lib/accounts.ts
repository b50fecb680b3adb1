// The accounts that are signed in to at once: what each is called, and how it is.
import type { OtherAccountSlice } from '../ipc/bindings/OtherAccountSlice';
import type { Standing } from '../ipc/bindings/Standing';
import type { BadgeLook, Shape, Tone } from './badges';
import { standingId } from './ids';
import { t } from './words';

const STANDINGS: Record<Standing, [Shape, Tone]> = {
  attention: ['alarm', 'warning'],
  connected: ['check', 'neutral'],
  connecting: ['dashed', 'neutral'],
  no_network: ['unplugged', 'warning'],
  not_answering: ['unplugged', 'warning'],
  signed_out: ['lock', 'warning'],
};

export function standingBadge(standing: Standing): BadgeLook {
  const [shape, tone] = STANDINGS[standing];
  return { shape, tone, words: standingId(standing) };
}

/** Whose it is; null where nobody knows, and nobody is going to answer. */
export function userWords({ user, standing }: Pick<OtherAccountSlice, 'standing' | 'user'>): string | null {
  if (user !== null) return user;
  return standing === 'signed_out' ? null : t('account-unknown');
}

/** "Ada Brandt · atlas.example.com". */
export function accountLine({ user, server }: Pick<OtherAccountSlice, 'server' | 'user'>): string {
  return user === null ? server : t('account-line', { user, server });
}
