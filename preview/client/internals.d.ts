// Setters that Grafana itself imports from `@grafana/runtime/internal`, an entry point the published package lacks.
// The build maps these names to the published module of the same component.
declare module 'runtime-internal/PluginPage' {
  import type { PluginPageType } from '@grafana/runtime';
  export function setPluginPage(component: PluginPageType): void;
}
declare module 'runtime-internal/PanelDataErrorView' {
  import type { ComponentType } from 'react';
  import type { PanelDataErrorViewProps } from '@grafana/runtime';
  export function setPanelDataErrorView(component: ComponentType<PanelDataErrorViewProps>): void;
}
declare module 'systemjs/dist/system.js';
declare module 'systemjs/dist/extras/amd.js';
declare module 'systemjs/dist/extras/named-register.js';
