/** The members of type Edm.Decimal in the report rows of Graph's metadata. */
const money = /"(charge|connectionCharge|callCharge|totalCallCharge)"(\s*:\s*)(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)/g;
/** Digits that may be more than a number holds, behind a name; quick to look for. */
const anyLong = /"\s*:\s*-?\d{16}/;
/** The members of type Edm.Int64 in Graph's metadata of call records. */
const long = /"(version|averageBandwidthEstimate|packetUtilization|linkSpeed)"(\s*:\s*)(-?\d{16,19})(?=\s*[,}])/g;

/**
 * JSON with its money in quotes: `JSON.parse` would round a decimal to the nearest binary number. The names cannot
 * stand inside a text, where the quotes around them would be escaped.
 */
export function quoteMoney(json: string): string {
  return json.replace(money, '"$1"$2"$3"');
}

/** JSON with those whole numbers of 64 bits in quotes that a JavaScript number would round. */
export function quoteLongs(json: string): string {
  if (!anyLong.test(json)) return json;
  return json.replace(long, (member, name: string, colon: string, digits: string) =>
    Number.isSafeInteger(Number(digits)) ? member : `"${name}"${colon}"${digits}"`,
  );
}
