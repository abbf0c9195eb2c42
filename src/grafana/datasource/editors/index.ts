// What people fill in: queries, variables, annotations and the settings of a data source. Loaded only where somebody edits.
// Knows of the data source no more than what can be looked up in it.
export { AnnotationQueryEditor } from './AnnotationQueryEditor.tsx';
export { ConfigEditor } from './ConfigEditor.tsx';
export { QueryEditor } from './QueryEditor.tsx';
export { VariableQueryEditor } from './VariableQueryEditor.tsx';
