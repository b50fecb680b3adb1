// How every window of the stand-in looks and speaks.
import type { LookSlice } from '../bindings/LookSlice';

/** English, as the tests read it. */
export const LOOK: LookSlice = { appearance: 'system', language: 'en', language_choice: 'system', single_keys: true };
