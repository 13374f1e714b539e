/** Points joined by lines, both axes from zero. */
export interface Chart {
  readonly title: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

const WIDTH = 420;
const HEIGHT = 260;
const MARGIN = { left: 56, right: 16, top: 34, bottom: 34 };
const TICKS = 4;

/** Charts two abreast. */
export function toSvg(charts: readonly Chart[]): string {
  const rows = Math.ceil(charts.length / 2);
  const cells = charts.map((chart, index) => {
    const [x, y] = [(index % 2) * WIDTH, Math.floor(index / 2) * HEIGHT];
    return `<g transform="translate(${x} ${y})">${toCell(chart)}</g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${2 * WIDTH} ${rows * HEIGHT}" font-family="sans-serif" font-size="11">
<rect width="100%" height="100%" fill="#fff"/>
${cells.join('\n')}
</svg>
`;
}

function toCell({ title, points }: Chart): string {
  const [mostX, mostY] = [
    toRound(Math.max(...points.map(({ x }) => x))),
    toRound(Math.max(...points.map(({ y }) => y))),
  ];
  const toX = (x: number) => round(MARGIN.left + (x / mostX) * (WIDTH - MARGIN.left - MARGIN.right));
  const toY = (y: number) => round(HEIGHT - MARGIN.bottom - (y / mostY) * (HEIGHT - MARGIN.top - MARGIN.bottom));
  const ticks = Array.from({ length: TICKS + 1 }, (_, tick) => tick / TICKS);
  const line = points.map(({ x, y }) => `${toX(x)},${toY(y)}`).join(' ');
  return [
    `<text x="${MARGIN.left}" y="20" font-size="13">${title}</text>`,
    ...ticks.map((share) => {
      const y = toY(share * mostY);
      return `<path d="M${MARGIN.left} ${y}H${WIDTH - MARGIN.right}" stroke="#ddd"/><text x="${MARGIN.left - 6}" y="${y + 4}" text-anchor="end">${round(share * mostY)}</text>`;
    }),
    ...ticks.map(
      (share) =>
        `<text x="${toX(share * mostX)}" y="${HEIGHT - MARGIN.bottom + 16}" text-anchor="middle">${round(share * mostX)}</text>`,
    ),
    `<polyline points="${line}" fill="none" stroke="#4f52b2" stroke-width="2"/>`,
    ...points.map(({ x, y }) => `<circle cx="${toX(x)}" cy="${toY(y)}" r="3" fill="#4f52b2"/>`),
  ].join('');
}

/** The next number with one significant digit and a half. */
function toRound(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  return Math.ceil((most / power) * 2) * (power / 2);
}

const round = (value: number) => Number(value.toPrecision(4));
