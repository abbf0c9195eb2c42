// Takes the frames of a roofline query, or a scene. Gives the drawing that the panel and the pages of the app show, in
// the colours of the theme.
// Never asks for data, and never knows of the data source.
export { RooflineDrawing } from './RooflineDrawing.tsx';
export { coloursOf } from './theme-colours.ts';
