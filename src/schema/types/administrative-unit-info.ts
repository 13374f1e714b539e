import { AdministrativeUnitInfo } from '../refs.ts';

AdministrativeUnitInfo.implement({
  description:
    'An administrative unit of the Microsoft Entra directory that a person belongs to: a part of the organisation, such as a region, with administrators of its own.',
  fields: (t) => ({
    id: t.exposeID('id', {
      description:
        'Object id in the directory. The unit has no other detail here; its name has to be looked up in the directory.',
    }),
  }),
});
