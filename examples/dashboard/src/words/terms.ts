import type { CallType, ClientPlatform, FailureStage, Modality, Role, Verdict } from '../gql/graphql.ts';

const verdicts: Readonly<Record<Verdict, string>> = { GOOD: 'Good', POOR: 'Poor', UNCLASSIFIED: 'Not judged' };

const types: Readonly<Partial<Record<CallType, string>>> = { GROUP_CALL: 'Group', PEER_TO_PEER: 'One to one' };

const modalities: Readonly<Partial<Record<Modality, string>>> = {
  AUDIO: 'Audio',
  DATA: 'Data',
  SCREEN_SHARING: 'Screen',
  VIDEO: 'Video',
  VIDEO_BASED_SCREEN_SHARING: 'Screen',
};

const platforms: Readonly<Partial<Record<ClientPlatform, string>>> = {
  ANDROID: 'Android',
  HOLO_LENS: 'HoloLens',
  IOS: 'iOS',
  IP_PHONE: 'Desk phone',
  MAC_OS: 'macOS',
  ROOM_SYSTEM: 'Room system',
  SURFACE_HUB: 'Surface Hub',
  WEB: 'Web',
  WINDOWS: 'Windows',
};

const stages: Readonly<Partial<Record<FailureStage, string>>> = {
  CALL_SETUP: 'while the call was set up',
  MIDCALL: 'in the middle of the call',
};

const roles: Readonly<Record<Role, string>> = {
  ADMIN: 'Administrator',
  ENGINEER: 'Engineer',
  REPORTS: 'Reports',
  SELF: 'Own calls',
  SUPPORT: 'Support',
};

export const toVerdictWord = (verdict: Verdict): string => verdicts[verdict];

export const toTypeWord = (type: CallType | null | undefined): string => (type && types[type]) ?? 'Not known';

export const toModalityWords = (list: readonly Modality[] | null | undefined): string =>
  [...new Set((list ?? []).map((modality) => modalities[modality] ?? 'Other'))].join(', ') || 'Not known';

export const toPlatformWords = (list: readonly ClientPlatform[]): string =>
  list.map((platform) => platforms[platform] ?? 'Not known').join(', ');

/** `Failed in the middle of the call: Media path lost` */
export function toFailureWords(failure: {
  readonly stage?: FailureStage | null;
  readonly reason?: string | null;
}): string {
  const stage = failure.stage && stages[failure.stage];
  return `Failed${stage ? ` ${stage}` : ''}${failure.reason ? `: ${failure.reason}` : ''}`;
}

export const toRoleWord = (role: Role): string => roles[role];

/** `MEDIA_CONTROLLER` as `Media controller`; for the many values that need no words of their own. */
export const toPlainWords = (value: string): string =>
  value.charAt(0) + value.slice(1).toLowerCase().replaceAll('_', ' ');
