import { TimelinePatterns } from './timeline-patterns.tsx';

/** What bars and marks of the timeline mean. */
export const TimelineLegend = () => (
  <p className="legend" aria-hidden="true">
    <span>
      <svg width="22" height="12">
        <rect className="bar-good" width="22" height="12" rx="3" />
      </svg>
      Good
    </span>
    <span>
      <svg width="22" height="12">
        <TimelinePatterns />
        <rect className="bar-poor" width="22" height="12" rx="3" />
        <rect fill="url(#poor-stripes)" width="22" height="12" rx="3" />
      </svg>
      Poor
    </span>
    <span>
      <svg width="22" height="12">
        <rect className="bar-unclassified" x="0.5" y="0.5" width="21" height="11" rx="3" />
      </svg>
      Not judged
    </span>
    <span>
      <svg width="18" height="18" viewBox="-9 -9 18 18">
        <circle className="failure-disc" r="8" />
        <path className="failure-cross" d="M-3.2 -3.2 L3.2 3.2 M3.2 -3.2 L-3.2 3.2" />
      </svg>
      Failed
    </span>
  </p>
);
