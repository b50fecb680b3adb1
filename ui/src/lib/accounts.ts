// The accounts that are signed in to at once: what each is called, and how it is.
import type { MainSlice } from '../ipc/bindings/MainSlice';
import type { OtherAccountSlice } from '../ipc/bindings/OtherAccountSlice';
import type { Standing } from '../ipc/bindings/Standing';
import type { BadgeLook, Shape, Tone } from './badges';
import { standingId } from './ids';
import { t } from './words';

const STANDINGS: Record<Standing, [Shape, Tone]> = {
  attention: ['alarm', 'warning'],
  connected: ['check', 'neutral'],
  connecting: ['dashed', 'neutral'],
  not_answering: ['unplugged', 'warning'],
  signed_out: ['lock', 'warning'],
};

export function standingBadge(standing: Standing): BadgeLook {
  const [shape, tone] = STANDINGS[standing];
  return { shape, tone, words: standingId(standing) };
}

/** Of the account that the overview shows, as the app says it of the others. */
export function standingOf({ health, summary }: Pick<MainSlice, 'health' | 'summary'>): Standing {
  if (health.state === 'connecting') return 'connecting';
  if (health.state === 'blind') return health.fault === 'signed_out' ? 'signed_out' : 'not_answering';
  return summary.worst === 'attention' ? 'attention' : 'connected';
}

/** "Ada Brandt · atlas.example.com". */
export function accountLine({ user, server }: Pick<OtherAccountSlice, 'server' | 'user'>): string {
  return user === null ? server : t('account-line', { user, server });
}
