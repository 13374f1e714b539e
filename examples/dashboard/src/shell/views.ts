/** A view, by the field at the root that it is made of. */
export interface View {
  readonly path: string;
  readonly name: string;
  readonly field: string;
}

const views: readonly View[] = [
  { path: '/calls', name: 'Calls', field: 'Query.callRecords' },
  { path: '/trends', name: 'Trends', field: 'Query.callQualitySummary' },
  { path: '/costs', name: 'Costs', field: 'Query.pstnCosts' },
  { path: '/live', name: 'Live', field: 'Subscription.callRecordChanged' },
];

/** The views that somebody may see, who is never shown `hiddenFields`. */
export const toVisibleViews = (hiddenFields: readonly string[]): readonly View[] =>
  views.filter(({ field }) => !hiddenFields.includes(field));
