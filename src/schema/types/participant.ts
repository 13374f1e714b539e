import { AdministrativeUnitInfo, CommunicationsIdentitySet, Participant } from '../refs.ts';

Participant.implement({
  description:
    'Somebody or something that took part in a call: a person, a guest, a telephone, an application. Microsoft knows of cases where some are missing from the list.',
  fields: (t) => ({
    id: t.exposeID('id', {
      nullable: false,
      description:
        "Graph's own id: the object id of a person, a telephone number such as `+12065550100`, or another identity's id. Where Graph repeats one inside a record, later occurrences get `~2`, `~3` behind it, so that a normalised cache never merges two objects.",
    }),
    identity: t.expose('identity', {
      type: CommunicationsIdentitySet,
      description: 'Who or what it is: one filled member among many. Null when Graph does not tell.',
    }),
    administrativeUnitInfos: t.expose('administrativeUnitInfos', {
      type: [AdministrativeUnitInfo],
      description:
        'Parts of the directory that a person of your organisation belongs to. Empty or null for everybody else, and without such parts.',
    }),
  }),
});
