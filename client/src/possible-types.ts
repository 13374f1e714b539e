import generated from './generated/possible-types.ts';

/** Which types an interface stands for, as Apollo's cache wants to know. */
export const { possibleTypes } = generated;
