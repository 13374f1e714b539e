/** The header that a token goes in; none without a token. */
export const toAuthorization = (token: string | undefined): Record<string, string> =>
  token === undefined ? {} : { authorization: `Bearer ${token}` };
