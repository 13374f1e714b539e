import type { GraphQLSchema } from 'graphql';
import type { Policy } from '../access/policy.ts';
import { describeAccess } from './access-description.ts';
import { builder } from './builder.ts';
import { acceptUnknownMembers } from './enum.ts';
import './scalar.ts';
import './types/administrative-unit-info.ts';
import './types/attendance.ts';
import './types/call-record.ts';
import './types/call-record-change.ts';
import './types/call-record-connection.ts';
import './types/device-info.ts';
import './types/direct-routing-log-row.ts';
import './types/duration.ts';
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
import './types/pstn-blocked-users-log-row.ts';
import './types/pstn-call-log-row.ts';
import './types/pstn-cost.ts';
import './types/pstn-online-meeting-dialout-report.ts';
import './types/quality.ts';
import './types/quality-summary.ts';
import './types/query.ts';
import './types/rate-limit.ts';
import './types/report.ts';
import './types/report-join.ts';
import './types/segment.ts';
import './types/session.ts';
import './types/sms-log-row.ts';
import './types/side.ts';
import './types/summary.ts';
import './types/trace-route-hop.ts';
import './types/user-agent.ts';
import './types/user-feedback.ts';
import './types/user-identity.ts';
import './types/viewer.ts';
import { checkFieldRules, restrict } from './view.ts';

/** The executable schema; needs no environment, network or token, so it can be printed anywhere. */
export const schema: GraphQLSchema = createSchema();
checkFieldRules(schema);

/** The same as those see it who may not see everything. */
export const createView = (policy: Policy): GraphQLSchema => restrict(createSchema(), policy);

function createSchema(): GraphQLSchema {
  return describeAccess(acceptUnknownMembers(builder.toSchema()));
}
