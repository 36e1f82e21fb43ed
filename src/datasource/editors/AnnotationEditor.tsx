import React from 'react';
import type { QueryEditorProps } from '@grafana/data';
import type { SloDataSource } from '../datasource';
import type { SloDataSourceOptions, SloQuery } from '../types';
import { QueryEditor } from './QueryEditor';

type Props = QueryEditorProps<SloDataSource, SloQuery, SloDataSourceOptions>;

/** The editor of a query for annotations, which is of no other type whatever it says. */
export function AnnotationEditor(props: Props) {
  return <QueryEditor {...props} onlyType="annotations" />;
}
