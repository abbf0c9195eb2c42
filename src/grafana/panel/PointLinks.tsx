import type { LinkModel } from '@grafana/data';
import { ContextMenu, MenuGroup, MenuItem } from '@grafana/ui';

interface PointLinksProps {
  readonly links: readonly LinkModel[];
  /** On the screen. */
  readonly x: number;
  readonly y: number;
  readonly onClose: () => void;
}

/** The data links of a point; also a single one is named before it is followed. */
export function PointLinks({ links, x, y, onClose }: PointLinksProps) {
  return (
    <ContextMenu
      x={x}
      y={y}
      focusOnOpen
      onClose={onClose}
      renderMenuItems={() => (
        <MenuGroup label="Data links">
          {links.map(({ title, href, target, onClick }) => (
            <MenuItem key={`${title} ${href}`} label={title} url={href} target={target} {...(onClick && { onClick })} />
          ))}
        </MenuGroup>
      )}
    />
  );
}
