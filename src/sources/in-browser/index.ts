// What reads pages that somebody else fetched, as a browser does: no Node, no network.
export { createObserver, type Observer } from '../observe.ts';
export { readPage, type PageReading } from '../read-page.ts';
