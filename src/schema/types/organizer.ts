import { AdministrativeUnitInfo, CommunicationsIdentitySet, Organizer } from '../refs.ts';

Organizer.implement({
  description: 'Who a call belongs to: the person who set up a meeting, or the one who called in a call between two.',
  fields: (t) => ({
    id: t.exposeID('id', {
      nullable: false,
      description:
        "Graph's own id: the object id of a person, a telephone number such as `+12065550100`, or another identity's id. Somebody who organizes several calls has the same one in each.",
    }),
    identity: t.expose('identity', {
      type: CommunicationsIdentitySet,
      description: 'Who or what it is: one filled member among many. Null when Graph does not tell.',
    }),
    administrativeUnitInfos: t.expose('administrativeUnitInfos', {
      type: [AdministrativeUnitInfo],
      description:
        'Parts of the directory that the person belongs to. Empty or null for outsiders, and in organisations without such parts.',
    }),
  }),
});
