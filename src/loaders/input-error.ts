/** Something that a caller asked for and cannot have as asked; the message names the argument and is safe to show. */
export class InputError extends Error {
  override readonly name = 'InputError';
}
