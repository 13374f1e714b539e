import type { KeyboardEvent } from 'react';

/** Makes the arrow keys go among the marks of a picture, of which one can be reached with the tab key. */
export function moveAmongMarks(event: KeyboardEvent<SVGElement>): void {
  const marks = [...event.currentTarget.querySelectorAll<SVGElement>('[data-mark]')];
  const index = marks.indexOf(document.activeElement as SVGElement);
  const next = {
    ArrowRight: index + 1,
    ArrowDown: index + 1,
    ArrowLeft: index - 1,
    ArrowUp: index - 1,
    Home: 0,
    End: marks.length - 1,
  }[event.key];
  if (index < 0 || next === undefined) return;
  event.preventDefault();
  marks[next]?.focus();
}
