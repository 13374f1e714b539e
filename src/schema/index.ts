import type { GraphQLSchema } from 'graphql';
import { builder } from './builder.ts';
import { acceptUnknownMembers } from './enum.ts';
import './scalar.ts';
import './types/administrative-unit-info.ts';
import './types/call-record.ts';
import './types/call-record-connection.ts';
import './types/device-info.ts';
import './types/endpoint.ts';
import './types/failure-info.ts';
import './types/identity.ts';
import './types/identity-set.ts';
import './types/media.ts';
import './types/media-stream.ts';
import './types/network-info.ts';
import './types/organizer.ts';
import './types/page-info.ts';
import './types/participant.ts';
import './types/query.ts';
import './types/segment.ts';
import './types/session.ts';
import './types/trace-route-hop.ts';
import './types/user-agent.ts';
import './types/user-feedback.ts';
import './types/user-identity.ts';

/** The executable schema; needs no environment, network or token, so it can be printed anywhere. */
export const schema: GraphQLSchema = acceptUnknownMembers(builder.toSchema());
