import type { ApolloLink } from '@apollo/client';
import { ErrorLink } from '@apollo/client/link/error';
import { toProblems } from '../words/problem.ts';

/** Notices answers that say that nobody is signed in. */
export const createRefusalLink = (onRefused: () => void): ApolloLink =>
  new ErrorLink(({ error }) => {
    if (toProblems(error).some(({ code }) => code === 'UNAUTHENTICATED')) onRefused();
  });
