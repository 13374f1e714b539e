import { graphql } from '../gql/gql.ts';
import type { StreamRowFragment } from '../gql/graphql.ts';
import { TableHead } from '../parts/table-head.tsx';
import { VerdictMark } from '../parts/verdict-mark.tsx';
import { toMeasureWords, toMetricWords } from '../words/measure.ts';

export const streamRow = graphql(`
  fragment StreamRow on MediaStream {
    streamId
    streamDirection
    audioCodec
    videoCodec
    averageJitterMs
    averageRoundTripTimeMs
    averagePacketLossRate
    averageRatioOfConcealedSamples
    averageVideoFrameRate
    quality {
      verdict
      reasons {
        metric
        value
        threshold
        unit
      }
    }
  }
`);

interface StreamTableProps {
  readonly streams: readonly { readonly label?: string | null; readonly stream: StreamRowFragment }[];
  readonly caller: string;
  readonly callee: string;
}

const toCell = (value: number | null | undefined, unit: string) =>
  value == null ? <span className="none">–</span> : toMeasureWords(value, unit);

/** The streams of a session with what was measured of each. */
export const StreamTable = ({ streams, caller, callee }: StreamTableProps) => (
  <div className="scroll" tabIndex={0} role="region" aria-label={`Streams from ${caller} to ${callee}`}>
    <table className="stream-table">
      <TableHead
        columns={['Media', 'From', 'Codec', 'Jitter', 'Round trip', 'Lost', 'Concealed', 'Frame rate', 'Quality']}
        numbers={['Jitter', 'Round trip', 'Lost', 'Concealed', 'Frame rate']}
      />
      <tbody>
        {streams.map(({ label, stream }, index) => (
          <tr key={`${stream.streamId} ${index}`}>
            <td>{label ?? '–'}</td>
            <td>{stream.streamDirection === 'CALLEE_TO_CALLER' ? callee : caller}</td>
            <td>{stream.audioCodec ?? stream.videoCodec ?? '–'}</td>
            <td className="number">{toCell(stream.averageJitterMs, 'ms')}</td>
            <td className="number">{toCell(stream.averageRoundTripTimeMs, 'ms')}</td>
            <td className="number">{toCell(stream.averagePacketLossRate, 'fraction')}</td>
            <td className="number">{toCell(stream.averageRatioOfConcealedSamples, 'fraction')}</td>
            <td className="number">{toCell(stream.averageVideoFrameRate, '/s')}</td>
            <td>
              <VerdictMark verdict={stream.quality?.verdict ?? 'UNCLASSIFIED'} />
              {stream.quality?.reasons.map(({ metric, value, threshold, unit }) => (
                <span className="stream-reason" key={metric}>
                  {toMetricWords(metric)} {toMeasureWords(value, unit)}, limit {toMeasureWords(threshold, unit)}
                </span>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
