// Every language is known before a test begins, and every window is taken down after it.
import { cleanup } from '@testing-library/svelte';
import { afterEach } from 'vitest';
import { learn } from '../src/lib/words';

await Promise.all([learn('de'), learn('en')]);

afterEach(() => cleanup());
