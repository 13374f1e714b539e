/**
 * Rows of Graph's reports as they come over the wire: the union of v1.0 and beta, every member of which may be missing or
 * null. Decimals (Edm.Decimal) are text, so that money keeps its digits.
 */

/** What the metadata of beta calls callLogRow; v1.0 declares the first four on each row type. */
export interface CallLogRow {
  readonly id?: string | null;
  readonly userId?: string | null;
  readonly userPrincipalName?: string | null;
  readonly userDisplayName?: string | null;
  /** Beta. */
  readonly otherPartyCountryCode?: string | null;
  /** Beta. */
  readonly administrativeUnitInfos?: readonly { readonly id?: string | null }[] | null;
}

export interface PstnCallLogRow extends CallLogRow {
  readonly callId?: string | null;
  readonly startDateTime?: string | null;
  readonly endDateTime?: string | null;
  /** Seconds. */
  readonly duration?: number | null;
  readonly charge?: string | null;
  readonly connectionCharge?: string | null;
  readonly currency?: string | null;
  readonly callType?: string | null;
  readonly callerNumber?: string | null;
  readonly calleeNumber?: string | null;
  readonly usageCountryCode?: string | null;
  readonly tenantCountryCode?: string | null;
  readonly destinationContext?: string | null;
  readonly destinationName?: string | null;
  readonly conferenceId?: string | null;
  readonly licenseCapability?: string | null;
  readonly inventoryType?: string | null;
  readonly operator?: string | null;
  readonly callDurationSource?: string | null;
  /** Beta. */
  readonly clientLocalIpV4Address?: string | null;
  /** Beta. */
  readonly clientLocalIpV6Address?: string | null;
  /** Beta. */
  readonly clientPublicIpV4Address?: string | null;
  /** Beta. */
  readonly clientPublicIpV6Address?: string | null;
}

export interface DirectRoutingLogRow extends CallLogRow {
  readonly correlationId?: string | null;
  /** Beta. */
  readonly transferorCorrelationId?: string | null;
  readonly startDateTime?: string | null;
  readonly inviteDateTime?: string | null;
  readonly failureDateTime?: string | null;
  readonly endDateTime?: string | null;
  /** Seconds. */
  readonly duration?: number | null;
  readonly callType?: string | null;
  readonly successfulCall?: boolean | null;
  readonly callerNumber?: string | null;
  readonly calleeNumber?: string | null;
  readonly mediaPathLocation?: string | null;
  readonly signalingLocation?: string | null;
  readonly finalSipCode?: number | null;
  readonly callEndSubReason?: number | null;
  readonly finalSipCodePhrase?: string | null;
  readonly trunkFullyQualifiedDomainName?: string | null;
  readonly mediaBypassEnabled?: boolean | null;
  /** Beta. */
  readonly userCountryCode?: string | null;
}

export interface SmsLogRow extends CallLogRow {
  readonly smsId?: string | null;
  readonly smsType?: string | null;
  readonly smsUnits?: number | null;
  readonly sentDateTime?: string | null;
  readonly sourceNumber?: string | null;
  readonly destinationNumber?: string | null;
  readonly callCharge?: string | null;
  readonly currency?: string | null;
  readonly destinationContext?: string | null;
  readonly destinationName?: string | null;
  readonly licenseCapability?: string | null;
  readonly tenantCountryCode?: string | null;
  readonly userCountryCode?: string | null;
}

export interface PstnBlockedUsersLogRow {
  readonly userId?: string | null;
  readonly userPrincipalName?: string | null;
  readonly userDisplayName?: string | null;
  readonly userTelephoneNumber?: string | null;
  readonly blockDateTime?: string | null;
  readonly blockReason?: string | null;
  readonly userBlockMode?: string | null;
  readonly remediationId?: string | null;
}

export interface PstnOnlineMeetingDialoutReport {
  readonly userId?: string | null;
  readonly userPrincipalName?: string | null;
  readonly userDisplayName?: string | null;
  readonly usageLocation?: string | null;
  readonly destinationContext?: string | null;
  readonly currency?: string | null;
  readonly totalCalls?: number | null;
  readonly totalCallCharge?: string | null;
  readonly totalCallSeconds?: number | null;
}

/**
 * An instant of a row, or null for one of the year one: direct routing rows have `0001-01-01T00:00:00Z` where there is
 * none (Graph documentation, directRoutingLogRow resource type). The text is passed on as it is, and so is
 * what is no text: the field refuses it.
 */
export function toInstantOrNull(text: string | null | undefined): string | null {
  return text == null || (typeof text === 'string' && text.startsWith('0001-')) ? null : text;
}
