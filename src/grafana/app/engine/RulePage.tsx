import { useStyles2 } from '@grafana/ui';
import { RULES } from '../../../diagnosis/index.ts';
import { pageStyles } from '../shell/page-styles.ts';

const PARTS = [
  ['What it means', 'whatItMeans'],
  ['Why it matters', 'whyItMatters'],
  ['How it is computed', 'howItIsComputed'],
  ['What to do', 'whatToDo'],
  ['When it misleads', 'whenItMisleads'],
] as const;

/** The page of a rule, as `ridgeline explain` prints it. */
export default function RulePage({ id }: { readonly id: string }) {
  const { list, link } = useStyles2(pageStyles);
  const rule = RULES.find((each) => each.id === id);
  if (!rule) return <p>This version of Ridgeline does not know that rule.</p>;
  return (
    <dl aria-label={`The rule ${id}`}>
      {PARTS.map(([title, part]) => (
        <div key={part}>
          <dt>{title}</dt>
          <dd>
            <Prose text={rule.page[part]} />
          </dd>
        </div>
      ))}
      <div>
        <dt>References</dt>
        <dd>
          <ul className={list}>
            {rule.page.references.map((reference) => (
              <li key={reference}>
                {partsOf(reference, ADDRESS).map((part, i) =>
                  i % 2 === 1 ? (
                    <a key={part} className={link} href={part} target="_blank" rel="noreferrer">
                      {part}
                    </a>
                  ) : (
                    part
                  ),
                )}
              </li>
            ))}
          </ul>
        </dd>
      </div>
    </dl>
  );
}

const ADDRESS = /(https:\/\/\S+)/;
const CODE = /`([^`]*)`/;

/** What is between backticks is code; pages have no other marks. */
const Prose = ({ text }: { readonly text: string }) => (
  // The parts of a text never change their order.
  <>{partsOf(text, CODE).map((part, i) => (i % 2 === 1 ? <code key={i}>{part}</code> : part))}</>
);

/** Every other part is what the pattern captures. */
const partsOf = (text: string, pattern: RegExp): string[] => text.split(pattern);
