import type { ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { Stage } from './Stage.tsx';

let root: Root | undefined;

/** Draws this and nothing else; resolves when it has been painted. */
export async function mount(what: ReactNode): Promise<void> {
  root?.unmount();
  root = undefined;
  const place = document.getElementById('root');
  if (!place) throw new Error('The page has no place to draw on');
  root = createRoot(place);
  root.render(<Stage>{what}</Stage>);
  await painted();
}

async function painted(): Promise<void> {
  await document.fonts.ready;
  for (let frame = 0; frame < 3; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
}
