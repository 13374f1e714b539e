import { createRandom } from '../random.ts';
import { sites, type Site } from './site.ts';

export interface Person {
  readonly id: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
  readonly department: string;
  readonly site: Site;
  readonly administrativeUnitId: string | null;
  readonly kind: 'employee' | 'room';
  /** What the person calls from at the desk. */
  readonly desk: 'windows' | 'macOS' | 'web' | 'roomSystem';
  readonly hasDeskPhone: boolean;
}

const employees: readonly (readonly [name: string, department: string])[] = [
  ['Amara Okafor', 'Support'],
  ['Jonas Lindqvist', 'Support'],
  ['Priya Raman', 'Support'],
  ['Mateo Herrera', 'Support'],
  ['Hanna Bergmann', 'Support'],
  ['Oliver Whitcombe', 'Sales'],
  ['Ines Carvalho', 'Sales'],
  ['Marcus Feldt', 'Sales'],
  ['Chloe Dubreuil', 'Sales'],
  ['Tomasz Wolny', 'Sales'],
  ['Leila Farahani', 'Sales'],
  ['Daniel Abernathy', 'Sales'],
  ['Yuki Tanemura', 'Engineering'],
  ['Sofia Marchetti', 'Engineering'],
  ['Rohan Iyengar', 'Engineering'],
  ['Elif Karaca', 'Engineering'],
  ['Nils Osterberg', 'Engineering'],
  ['Grace Adeyemi', 'Engineering'],
  ['Pieter van Houten', 'Engineering'],
  ['Camille Roussel', 'Engineering'],
  ['Andrei Munteanu', 'Engineering'],
  ['Keira Donnelly', 'Engineering'],
  ['Lukas Brandmeier', 'Engineering'],
  ['Zanele Mokoena', 'Engineering'],
  ['Victor Salgado', 'Finance'],
  ['Maren Holtz', 'Finance'],
  ['Samuel Kwarteng', 'Finance'],
  ['Agnes Lindholm', 'Finance'],
  ['Isabel Trevino', 'Human Resources'],
  ['Fergus Macready', 'Human Resources'],
  ['Noor Haddad', 'Human Resources'],
  ['Theo Vandermeer', 'Marketing'],
  ['Beatriz Fontes', 'Marketing'],
  ['Callum Strand', 'Marketing'],
  ['Mei-Lin Chao', 'Marketing'],
  ['Ruth Engelhardt', 'Executive'],
  ['Patrick Oduya', 'Executive'],
];

const rooms = ['Room Thames 4.12', 'Room Isar 2.03', 'Room Amstel 1.07'];

/** The seed and the place in the list decide a person's id. */
export function toPersonId(seed: number, index: number): string {
  return createRandom(seed, 'person', index).guid();
}

/** The accounts of the tenant: people first, then its meeting rooms. Their ids depend on the seed alone. */
export function createPeople(seed: number): readonly Person[] {
  const unitIds = sites.map((site) => createRandom(seed, 'unit', site.city).guid());
  const toPerson = (displayName: string, index: number, department: string, kind: Person['kind']): Person => {
    const random = createRandom(seed, 'person', index);
    const id = random.guid();
    const siteIndex = kind === 'room' ? index % rooms.length : random.integer(0, sites.length - 1);
    return {
      id,
      displayName,
      userPrincipalName: `${displayName.toLowerCase().replace(/[ .]+/g, '.')}@contoso.com`,
      department,
      site: sites[siteIndex] as Site,
      administrativeUnitId: random.chance(0.7) ? (unitIds[siteIndex] ?? null) : null,
      kind,
      desk:
        kind === 'room'
          ? 'roomSystem'
          : random.weighted([
              ['windows', 68],
              ['macOS', 24],
              ['web', 8],
            ]),
      hasDeskPhone: kind === 'employee' && random.chance(0.25),
    };
  };
  return [
    ...employees.map(([name, department], index) => toPerson(name, index, department, 'employee')),
    ...rooms.map((name, index) => toPerson(name, employees.length + index, 'Facilities', 'room')),
  ];
}
