import terms from '../../locales/en/terms.ftl?raw';
import windows from '../../locales/en/windows.ftl?raw';

export default [terms, windows];
