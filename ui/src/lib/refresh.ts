// The one honest line that says how a surface refreshes.
import type { RefreshSlice } from '../ipc/bindings/RefreshSlice';
import { faultId } from './ids';
import { inFull, moment } from './times';
import { t } from './words';

export function refreshWords(refresh: RefreshSlice, now: number): string {
  switch (refresh.how) {
    case 'as_found':
      return t('refresh-as-found');
    case 'as_of':
      return asOf(refresh, (ms) => moment(ms, now));
    case 'asking':
      return t('refresh-asking');
    case 'every':
      return t('refresh-every', { seconds: refresh.seconds });
    case 'paused_hidden':
      return t('refresh-paused-hidden');
    case 'paused_modal':
      return t('refresh-paused-modal');
    case 'quiet':
      return t('refresh-quiet');
    case 'settled':
      return t('refresh-settled');
  }
}

/** The same in full. */
export function refreshTitle(refresh: RefreshSlice, now: number): string {
  return refresh.how === 'as_of' ? asOf(refresh, inFull) : refreshWords(refresh, now);
}

/** The same for a row, whose fault the banner above already says. */
export function refreshWordsAlone(refresh: RefreshSlice, now: number): string {
  if (refresh.how !== 'as_of') return refreshWords(refresh, now);
  if (refresh.at_ms === null) return t('refresh-never-alone');
  return t('refresh-as-of-alone', { time: moment(refresh.at_ms, now) });
}

function asOf({ at_ms, fault }: Extract<RefreshSlice, { how: 'as_of' }>, time: (ms: number) => string): string {
  const words = t(faultId(fault));
  return at_ms === null ? t('refresh-never', { fault: words }) : t('refresh-as-of', { time: time(at_ms), fault: words });
}
