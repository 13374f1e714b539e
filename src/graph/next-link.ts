import { GraphError } from './errors.ts';

/**
 * Turns Graph's absolute `@odata.nextLink` into a URL relative to the version root, or throws INVALID_NEXT_LINK:
 * a link to another origin, with user info or a fragment, or outside the version path would carry the token away.
 */
export function toRelativeUrl(link: unknown, versionRoot: URL): string {
  const url = typeof link === 'string' && URL.canParse(link) ? new URL(link) : undefined;
  const inside =
    url !== undefined &&
    url.origin === versionRoot.origin &&
    url.username === '' &&
    url.password === '' &&
    !(link as string).includes('#') &&
    url.pathname.startsWith(`${versionRoot.pathname}/`) &&
    !url.pathname.startsWith(`${versionRoot.pathname}//`);
  if (!inside) {
    throw new GraphError(
      'INVALID_NEXT_LINK',
      'Microsoft Graph sent a link to the next page that does not point into Graph itself; it was not followed.',
    );
  }
  return url.pathname.slice(versionRoot.pathname.length) + url.search;
}
