import terms from '../../locales/en/terms.ftl';
import windows from '../../locales/en/windows.ftl';

export default [terms, windows];
