// Takes the frames of a roofline query, or a scene. Gives the drawing that the panel and the pages of the app show.
// Never asks for data, and never knows of the data source.
export { redraw, type Drawing } from './drawing.ts';
export { DEFAULT_OPTIONS, type RooflineOptions, type StoredOptions } from './options.ts';
export type { OperatingPoint, Picture, PictureEngine } from './picture.ts';
export { RooflineDrawing } from './RooflineDrawing.tsx';
export { picturesFromFrames } from './scene-from-frames.ts';
export type { Part, View } from './scene-in-view.ts';
