// What Grafana's components ask of a browser, and jsdom does not have. Tests of what computes run in Node alone.
if (typeof window !== 'undefined') stubBrowser();

function stubBrowser(): void {
  Object.defineProperty(window, 'matchMedia', {
    writable: true,
    value: (media: string) => ({
      matches: false,
      media,
      onchange: null,
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
      addListener: () => undefined,
      removeListener: () => undefined,
      dispatchEvent: () => false,
    }),
  });

  class NoResizes {
    observe(): void {
      // Sizes are given.
    }
    unobserve(): void {
      // As above.
    }
    disconnect(): void {
      // As above.
    }
  }
  Object.assign(globalThis, { ResizeObserver: NoResizes });

  // Text as wide as seven pixels a character; nothing is drawn.
  HTMLCanvasElement.prototype.getContext = (() =>
    new Proxy(
      {},
      { get: (_, name) => (name === 'measureText' ? (text: string) => ({ width: text.length * 7 }) : () => undefined) },
    )) as never;
}
