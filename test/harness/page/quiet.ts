/** So long nothing may have changed. */
const QUIET_MILLISECONDS = 400;
const PATIENCE_MILLISECONDS = 20_000;

let underway = 0;

/** Counts what is being fetched, by whomever. */
export function watchFetches(): void {
  const original = window.fetch.bind(window);
  window.fetch = async (...parameters) => {
    underway++;
    try {
      return await original(...parameters);
    } finally {
      underway--;
    }
  };
}

/**
 * Resolves when nothing is fetched and nothing has changed on the page for a while: chunks are loaded, queries answered.
 * Throws when that takes too long, since whatever is looked at then is not what there will be.
 */
export async function quiet(): Promise<void> {
  let changedAt = performance.now();
  const observer = new MutationObserver(() => (changedAt = performance.now()));
  observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  const deadline = performance.now() + PATIENCE_MILLISECONDS;
  try {
    while (performance.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      if (underway > 0) changedAt = performance.now();
      if (performance.now() - changedAt >= QUIET_MILLISECONDS) return;
    }
    throw new Error(`Still busy after ${PATIENCE_MILLISECONDS / 1000} s, with ${underway} fetches underway`);
  } finally {
    observer.disconnect();
  }
}
