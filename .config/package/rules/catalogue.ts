import path from 'node:path';
import type { Plugin, Rule } from './rule';

/** Links that the catalogue shows in places of their own. */
const LINKS = ['documentation', 'repository', 'license', 'raise issue'];

const below = ({ folder }: Plugin, file: string) => path.posix.join(folder, file);
const nameOf = (plugin: Plugin) => below(plugin, 'plugin.json');

/** Rules on what plugin.json says to Grafana's catalogue, and on what it points to. */
export const CATALOGUE_RULES: Readonly<Record<string, Rule>> = {
  'nested plugins are declared': ({ plugins }) => {
    const app = plugins.find(({ folder }) => folder === '');
    return plugins
      .filter((plugin) => plugin !== app)
      .filter(
        (plugin) =>
          !app?.json.includes?.some(
            (include) =>
              include.path === nameOf(plugin) && include.type === plugin.json.type && include.name === plugin.json.name
          )
      )
      .map((plugin) => `The app includes no ${plugin.json.type} “${plugin.json.name}” in ${nameOf(plugin)}.`);
  },

  'included files are there': ({ plugins, files }) =>
    plugins.flatMap((plugin) =>
      (plugin.json.includes ?? [])
        .filter(({ type, path: file }) => type !== 'page' && !files.has(below(plugin, file)))
        .map(({ path: file }) => `${nameOf(plugin)} includes ${file}, which is not there.`)
    ),

  'pages have the address of the app': ({ plugins }) =>
    plugins.flatMap((plugin) =>
      (plugin.json.includes ?? [])
        .filter(({ type, path: page }) => type === 'page' && page !== `/a/${plugin.json.id}`)
        .filter(({ path: page }) => !page.startsWith(`/a/${plugin.json.id}/`))
        .map(({ path: page }) => `${nameOf(plugin)} opens ${page}, which Grafana takes as it stands.`)
    ),

  'one page opens from the navigation': ({ plugins }) => {
    const defaults = plugins.flatMap(({ json }) => (json.includes ?? []).filter(({ defaultNav }) => defaultNav));
    return defaults.length === 1 ? [] : [`${defaults.length} includes are the default of the navigation.`];
  },

  'ids are unique': ({ plugins }) => {
    const ids = plugins.map(({ json }) => json.id);
    return ids.filter((id, place) => ids.indexOf(id) < place).map((id) => `Two plugins have the id ${id}.`);
  },

  'the version of package.json': ({ plugins, origin }) =>
    plugins
      .filter(({ json }) => json.info.version !== origin.version)
      .map((plugin) => `${nameOf(plugin)} has version ${plugin.json.info.version}, package.json ${origin.version}.`),

  'one range of Grafana versions': ({ plugins }) => {
    const ranges = new Set(plugins.map(({ json }) => json.dependencies.grafanaDependency));
    return ranges.size === 1 ? [] : [`The plugins depend on ${[...ranges].join(' and on ')}.`];
  },

  'a name for people': ({ plugins }) =>
    plugins
      .filter(({ json }) => json.name.toLowerCase() === json.id)
      .map((plugin) => `${nameOf(plugin)}: the name is the id.`),

  'a description of one or two sentences': ({ plugins }) =>
    plugins
      .filter(({ json }) => !/^[^.!?]{20,}[.!?]( [^.!?]+[.!?])?$/.test(json.info.description))
      .map((plugin) => `${nameOf(plugin)}: “${plugin.json.info.description}”`),

  'links that the catalogue knows': ({ plugins }) =>
    plugins.flatMap((plugin) => {
      const names = plugin.json.info.links.map(({ name }) => name);
      return LINKS.filter((name) => !names.includes(name)).map((name) => `${nameOf(plugin)} has no link “${name}”.`);
    }),

  'pictures are there': ({ plugins, files }) =>
    plugins.flatMap((plugin) => {
      const { logos, screenshots = [] } = plugin.json.info;
      return [logos.small, logos.large, ...screenshots.map((screenshot) => screenshot.path)]
        .filter((file) => !/^img\//.test(file) || !files.has(below(plugin, file)))
        .map((file) => `${nameOf(plugin)} shows ${file}, which is not there.`);
    }),

  'screenshots of the app': ({ plugins }) =>
    plugins.some(({ folder, json }) => folder === '' && json.info.screenshots?.length) ? [] : ['The app shows none.'],
};
