import { graphEnum } from './enum.ts';

export const CallType = graphEnum('CallType', 'What kind of call it was.', {
  UNKNOWN: ['unknown', 'The kind was not reported; lists of call records show it even where the record itself knows.'],
  GROUP_CALL: ['groupCall', 'A meeting, or a call of more than two.'],
  PEER_TO_PEER: ['peerToPeer', 'A call between two.'],
});
