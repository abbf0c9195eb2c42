import { Observable } from 'rxjs';

/** One value of a promise; unsubscribing aborts what it waits for. */
export const abortable = <Value>(work: (signal: AbortSignal) => Promise<Value>): Observable<Value> =>
  new Observable((subscriber) => {
    const abort = new AbortController();
    work(abort.signal).then(
      (value) => {
        subscriber.next(value);
        subscriber.complete();
      },
      (error: unknown) => {
        if (!abort.signal.aborted) subscriber.error(error);
      },
    );
    return () => {
      abort.abort();
    };
  });
