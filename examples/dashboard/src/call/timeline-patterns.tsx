/** Stripes over what is poor: it can be told without colours. */
export const TimelinePatterns = () => (
  <defs>
    <pattern id="poor-stripes" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect className="stripe" width="3" height="7" />
    </pattern>
  </defs>
);
