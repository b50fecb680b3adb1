// The gallery's entry, beside the app's: one scene where the address names one, else the index of all of them. It is
// served by the development server and built for the walk; the app's own build never sees it.
import { mount } from 'svelte';
import '../src/app.css';
import { speak } from '../src/lib/language.svelte';
import { learn } from '../src/lib/words';
import { watchTheme } from '../src/state/theme';
import Index from './Index.svelte';
import { inspect } from './inspect/inspect';
import { lookOf } from './look';
import { sceneOf } from './scenes';
import { play } from './stage';

const address = new URLSearchParams(location.search);
const target = document.getElementById('app');
const look = lookOf(address);
const id = address.get('scene');

// As the desktop app would have it, before the first slice and where there is none.
watchTheme(document.documentElement, look.appearance);
// The walk changes languages in between.
await Promise.all([learn('de'), learn('en')]);
speak(look.language);
if (target && id === null) mount(Index, { target, props: { look } });
else if (target && id !== null) inspect(await play(sceneOf(id), look, target));
