// What a key means on the overview and in an operation's window, wherever the focus is. Pure: the window does it.
import type { Move } from './order';
import { type Step, stepOf } from './rows';

/** What carries this attribute, as menus and fields with a list do, has arrow keys and letters of its own. */
export const OWN_KEYS = 'data-own-keys';

export type Key =
  | { does: 'filter' | 'palette' | 'pin' | 'search' }
  | { does: 'move'; move: Move }
  | { does: 'step'; step: Step };

const LETTERS: Record<string, Key> = {
  '/': { does: 'search' },
  f: { does: 'filter' },
  p: { does: 'pin' },
};

const MOVES: Record<string, Move> = { ArrowDown: 'down', ArrowUp: 'up' };

/** `letters`: whether one alone is a shortcut. */
export function keyOf(event: KeyboardEvent, letters: boolean): Key | null {
  const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
  const control = ctrlKey || metaKey;
  if (control && !altKey && !shiftKey && key.toLowerCase() === 'k') return { does: 'palette' };
  if (control || event.defaultPrevented || hasOwnKeys(event.target)) return null;
  const typing = event.target instanceof HTMLInputElement;
  const move = MOVES[key];
  if (altKey) return move === undefined || typing ? null : { does: 'move', move };
  const step = stepOf(key);
  if (step !== null) return typing && step !== 'down' ? null : { does: 'step', step };
  return typing || !letters ? null : (LETTERS[key.toLowerCase()] ?? null);
}

export type OperationKey = 'copy' | 'mute' | 'open' | 'refresh' | 'stay' | 'unpin';

const OPERATION_LETTERS: Record<string, OperationKey> = {
  c: 'copy',
  m: 'mute',
  o: 'open',
  r: 'refresh',
  t: 'stay',
  u: 'unpin',
};

/** A letter alone, pressed once, where that is a shortcut. */
export function operationKeyOf(event: KeyboardEvent, letters: boolean): OperationKey | null {
  if (!letters) return null;
  const { key, altKey, ctrlKey, metaKey, repeat, defaultPrevented, target } = event;
  if (altKey || ctrlKey || metaKey || repeat || defaultPrevented) return null;
  if (target instanceof HTMLInputElement || hasOwnKeys(target)) return null;
  return OPERATION_LETTERS[key.toLowerCase()] ?? null;
}

function hasOwnKeys(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(`[${OWN_KEYS}], [role="listbox"], [role="menu"]`) !== null;
}
