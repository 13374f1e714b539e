import { builder } from '../builder.ts';

builder.queryType({
  description:
    "The call records of one Microsoft 365 tenant: Teams calls and meetings of the last 30 days, as Microsoft Graph keeps them. What a query costs is counted in requests to Graph, which throttles hard; each field's description says what it adds.",
});
