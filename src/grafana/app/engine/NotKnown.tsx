import { useStyles2 } from '@grafana/ui';
import { pageStyles } from '../shell/page-styles.ts';

/** In place of a picture: why there is none. */
export function NotKnown({ notices }: { readonly notices: readonly string[] }) {
  const { list } = useStyles2(pageStyles);
  return notices.length === 0 ? (
    <p>Nothing is known of it in this time range: no request finished, or there was only one scrape yet.</p>
  ) : (
    <ul className={list}>
      {notices.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}
