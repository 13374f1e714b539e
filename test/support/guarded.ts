import { createAuthenticator } from '../../src/access/authenticator.ts';
import type { EntraOptions } from '../../src/access/entra.ts';
import { createEntraVerifier } from '../../src/access/entra.ts';
import type { Role } from '../../src/access/role.ts';
import { appRoles } from '../../src/access/role.ts';
import type { Clock } from '../../src/clock.ts';
import { systemClock } from '../../src/clock.ts';
import type { CostedAnswer, TestGatewayOptions } from './gateway.ts';
import { GRAPHQL_URL } from './gateway.ts';
import type { SimulatedGateway } from './simulator.ts';
import { openSimulatedGateway } from './simulator.ts';
import type { TokenIssuer } from './token-issuer.ts';
import { AUDIENCE, startTokenIssuer, TENANT_ID } from './token-issuer.ts';

export interface GuardedGateway extends SimulatedGateway {
  readonly issuer: TokenIssuer;
  /** A request with these headers. */
  send(query: string, headers?: Readonly<Record<string, string>>, variables?: object): Promise<Response>;
  /** The answer to a person with these roles; `claims` say more of them. */
  askAs(
    roles: readonly Role[],
    query: string,
    variables?: Readonly<Record<string, unknown>>,
    claims?: Readonly<Record<string, unknown>>,
  ): Promise<CostedAnswer>;
}

export interface GuardedOptions {
  readonly clock?: Clock;
  readonly entra?: Partial<EntraOptions>;
  readonly gateway?: Partial<TestGatewayOptions>;
}

/** A gateway over the simulator that asks who is calling, and who it asks. */
export async function openGuardedGateway(options: GuardedOptions = {}): Promise<GuardedGateway> {
  const { clock = systemClock, entra, gateway: gatewayOptions } = options;
  const issuer = await startTokenIssuer(clock);
  const verify = createEntraVerifier(
    {
      authority: issuer.origin,
      tenantIds: [TENANT_ID],
      audiences: [AUDIENCE, `api://${AUDIENCE}`],
      clientIds: [],
      scope: 'access_as_user',
      ...entra,
    },
    { request: issuer.request, clock },
  );
  const simulated = await openSimulatedGateway(
    { clock },
    { clock, authenticate: createAuthenticator(verify, clock), masksAllPhones: true, ...gatewayOptions },
  );

  function send(query: string, headers: Readonly<Record<string, string>> = {}, variables?: object): Promise<Response> {
    return simulated.gateway.fetch(GRAPHQL_URL, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });
  }

  return {
    ...simulated,
    issuer,
    send,
    async askAs(roles, query, variables, claims) {
      const token = await issuer.sign({ roles: roles.map((role) => appRoles[role]), ...claims });
      const response = await send(query, { authorization: `Bearer ${token}` }, variables);
      return (await response.json()) as CostedAnswer;
    },
    async close() {
      await simulated.close();
      await issuer.close();
    },
  };
}
