import type { Identity, IdentitySet, ParticipantBase } from '../../graph/resources.ts';
import type { Complete } from '../complete.ts';
import type { Party } from './party.ts';

// Of the declared members these three were never seen on the wire; four others are seen and declared nowhere.
type WireIdentitySet = Complete<
  Omit<IdentitySet, '@odata.type' | 'assertedIdentity' | 'azureCommunicationServicesUser' | 'endpointType'>
>;

const nobody: WireIdentitySet = {
  acsUser: null,
  spoolUser: null,
  phone: null,
  guest: null,
  encrypted: null,
  onPremises: null,
  acsApplicationInstance: null,
  spoolApplicationInstance: null,
  applicationInstance: null,
  application: null,
  device: null,
  user: null,
};

const anonymous = (id: string): Identity => ({ id, displayName: null, tenantId: null });

/** The identity of one end of a call, as `associatedIdentity` carries it. */
export function toAssociatedIdentity(party: Party, tenantId: string): Identity {
  switch (party.kind) {
    case 'user':
      return {
        '@odata.type': '#microsoft.graph.callRecords.userIdentity',
        id: party.id,
        displayName: party.person.displayName,
        tenantId,
        userPrincipalName: party.person.userPrincipalName,
      };
    case 'federated':
      return { ...anonymous(party.id), tenantId: party.tenantId };
    case 'application':
      return { id: party.id, displayName: party.displayName, tenantId };
    case 'guest':
    case 'phone':
    case 'acs':
      return anonymous(party.id);
  }
}

export function toIdentitySet(party: Party, tenantId: string): WireIdentitySet {
  switch (party.kind) {
    case 'user':
      return {
        ...nobody,
        user: {
          '@odata.type': '#microsoft.graph.userIdentity',
          id: party.id,
          displayName: party.person.displayName,
          tenantId,
          userPrincipalName: party.person.userPrincipalName,
          ipAddress: null,
        },
      };
    case 'federated':
      return { ...nobody, user: { ...anonymous(party.id), tenantId: party.tenantId } };
    // A visitor is a user without a name; the member `guest` stays empty.
    case 'guest':
      return { ...nobody, user: anonymous(party.id) };
    case 'phone':
      return { ...nobody, phone: anonymous(party.id) };
    case 'acs':
      return { ...nobody, acsUser: anonymous(party.id) };
    case 'application':
      return { ...nobody, applicationInstance: { id: party.id, displayName: party.displayName, tenantId } };
  }
}

export function toParticipant(party: Party, tenantId: string): Complete<ParticipantBase> {
  const unitId = party.kind === 'user' ? party.person.administrativeUnitId : null;
  return {
    id: party.id,
    administrativeUnitInfos: unitId === null ? [] : [{ id: unitId }],
    identity: toIdentitySet(party, tenantId),
  };
}
