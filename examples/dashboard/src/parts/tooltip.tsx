import type { ReactNode } from 'react';

interface TooltipProps {
  /** Where it points at, in the picture that it lies over. */
  readonly x: number;
  readonly y: number;
  /** How wide the picture is. */
  readonly width: number;
  readonly children: ReactNode;
}

/** Tells those who see it what the mark under the pointer or the focus is; its label tells the others. */
export const Tooltip = ({ x, y, width, children }: TooltipProps) => (
  <div
    className="tooltip"
    aria-hidden="true"
    style={x > width / 2 ? { right: Math.max(width - x, 0), top: y } : { left: Math.max(x, 0), top: y }}
  >
    {children}
  </div>
);
