import terms from '../../locales/de/terms.ftl?raw';
import windows from '../../locales/de/windows.ftl?raw';

export default [terms, windows];
