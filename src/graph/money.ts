/** The members of type Edm.Decimal in the report rows of Graph's metadata. */
const money = /"(charge|connectionCharge|callCharge|totalCallCharge)"(\s*:\s*)(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)/g;

/**
 * JSON with its money in quotes: `JSON.parse` would round a decimal to the nearest binary number. The names cannot
 * stand inside a text, where the quotes around them would be escaped.
 */
export function quoteMoney(json: string): string {
  return json.replace(money, '"$1"$2"$3"');
}
