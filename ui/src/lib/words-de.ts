import terms from '../../locales/de/terms.ftl';
import windows from '../../locales/de/windows.ftl';

export default [terms, windows];
