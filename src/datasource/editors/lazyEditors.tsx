import { t } from '@grafana/i18n';
import { lazyPart } from './lazyPart';

const loadQueryEditors = () => import(/* webpackChunkName: "query-editors" */ './queryEditors');

const queryWords = () => t('query.loading', 'Loading the editor …');

export const LazyQueryEditor = lazyPart(async () => (await loadQueryEditors()).QueryEditor, queryWords);

export const LazyAnnotationEditor = lazyPart(async () => (await loadQueryEditors()).AnnotationEditor, queryWords);

export const LazyVariableQueryEditor = lazyPart(async () => (await loadQueryEditors()).VariableQueryEditor, queryWords);

export const LazyQueryHelp = lazyPart(
  async () => (await import(/* webpackChunkName: "query-help" */ './QueryHelp')).QueryHelp,
  () => t('query.help.loading', 'Loading examples …')
);

export const LazyConfigEditor = lazyPart(
  async () => (await import(/* webpackChunkName: "config-editor" */ './ConfigEditor')).ConfigEditor,
  () => t('config.loading', 'Loading settings …')
);
