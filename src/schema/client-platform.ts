import { graphEnum } from './enum.ts';

export const ClientPlatform = graphEnum(
  'ClientPlatform',
  'Operating system or kind of equipment that a client ran on.',
  {
    UNKNOWN: ['unknown', 'The client did not report it.'],
    WINDOWS: ['windows', 'A computer with Microsoft Windows.'],
    MAC_OS: ['macOS', 'An Apple Mac computer.'],
    IOS: ['iOS', 'An iPhone or iPad by Apple.'],
    ANDROID: ['android', 'A phone or tablet with Android by Google.'],
    WEB: ['web', 'A web browser, nothing installed.'],
    IP_PHONE: ['ipPhone', 'A desk telephone on the network.'],
    ROOM_SYSTEM: ['roomSystem', 'Fixed equipment of a meeting room.'],
    SURFACE_HUB: ['surfaceHub', 'The large interactive whiteboard by Microsoft.'],
    HOLO_LENS: ['holoLens', 'The mixed reality headset by Microsoft.'],
  },
);
