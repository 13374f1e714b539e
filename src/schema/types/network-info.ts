import { graphEnum } from '../enum.ts';
import { NetworkInfo, TraceRouteHop } from '../refs.ts';

const NetworkConnectionType = graphEnum('NetworkConnectionType', 'How a device was connected to its network.', {
  UNKNOWN: ['unknown', 'The client did not report it.'],
  WIRED: ['wired', 'By cable, usually Ethernet.'],
  WIFI: ['wifi', 'By wireless LAN; only then do the fields whose names begin with `wifi` say anything.'],
  MOBILE: ['mobile', 'Over a mobile phone network, such as 4G or 5G.'],
  TUNNEL: ['tunnel', 'Through a tunnel such as a VPN; the medium underneath is not visible.'],
});

const NetworkTransportProtocol = graphEnum('NetworkTransportProtocol', 'What carried the packets of the media.', {
  UNKNOWN: ['unknown', 'The client did not report it.'],
  UDP: ['udp', 'User datagrams, the normal and better way for live media.'],
  TCP: ['tcp', 'A reliable byte stream, the fallback where UDP is blocked; lost packets then turn into delay.'],
});

const WifiBand = graphEnum('WifiBand', 'Frequency range of a wireless LAN.', {
  UNKNOWN: ['unknown', 'Not wireless, or the client did not report it.'],
  FREQUENCY_24_GHZ: ['frequency24GHz', '2.4 gigahertz: reaches far, often crowded.'],
  FREQUENCY_50_GHZ: ['frequency50GHz', '5 gigahertz, despite the 50 in the name: more channels, shorter reach.'],
  FREQUENCY_60_GHZ: ['frequency60GHz', 'Named 60 gigahertz by Graph; not explained further by Microsoft.'],
});

const WifiRadioType = graphEnum('WifiRadioType', 'Generation of the IEEE 802.11 standard that a wireless LAN used.', {
  UNKNOWN: ['unknown', 'Not wireless, or the client did not report it.'],
  WIFI_80211A: ['wifi80211a', 'IEEE 802.11a of 1999, 5 GHz, up to 54 Mbit/s.'],
  WIFI_80211B: ['wifi80211b', 'IEEE 802.11b of 1999, 2.4 GHz, up to 11 Mbit/s.'],
  WIFI_80211G: ['wifi80211g', 'IEEE 802.11g of 2003, 2.4 GHz, up to 54 Mbit/s.'],
  WIFI_80211N: ['wifi80211n', 'IEEE 802.11n, sold as Wi-Fi 4.'],
  WIFI_80211AC: ['wifi80211ac', 'IEEE 802.11ac, sold as Wi-Fi 5.'],
  WIFI_80211AX: ['wifi80211ax', 'IEEE 802.11ax, sold as Wi-Fi 6 and 6E.'],
});

NetworkInfo.implement({
  description:
    'Network that one end of the media was on, as its client reported it. Ratios are fractions of the call from 0 to 1. Values are null, and enums UNKNOWN, when the client did not report them.',
  fields: (t) => ({
    connectionType: t.expose('connectionType', {
      type: NetworkConnectionType,
      description: 'Whether the device was on cable, wireless LAN, a mobile network or a tunnel.',
    }),
    networkTransportProtocol: t.expose('networkTransportProtocol', {
      type: NetworkTransportProtocol,
      description: 'Whether the media went over UDP or fell back to TCP.',
    }),
    ipAddress: t.exposeString('ipAddress', {
      description: 'Address of the device on its own network, often a private one behind a router. IPv4 or IPv6.',
    }),
    port: t.exposeInt('port', { description: 'UDP or TCP number that the device used for the media, 0 to 65535.' }),
    subnet: t.exposeString('subnet', {
      description: 'Network part of the device address, such as `192.168.1.0`. Tells the site or building.',
    }),
    reflexiveIPAddress: t.exposeString('reflexiveIPAddress', {
      description:
        'Address that the media relay saw the device come from: normally the public internet address of the office or home.',
    }),
    relayIPAddress: t.exposeString('relayIPAddress', {
      description:
        'Address of the media relay server that was set aside for the device, whether or not media went through it.',
    }),
    relayPort: t.exposeInt('relayPort', {
      description: 'Number that was set aside for the device on the media relay server, 0 to 65535.',
    }),
    linkSpeed: t.expose('linkSpeed', {
      type: 'Long',
      description:
        'Speed of the network adapter in bits per second; the adapter, not the internet line. 4294967295 means not known, as behind a VPN.',
    }),
    macAddress: t.exposeString('macAddress', {
      description:
        'Hardware address of the network adapter. Null or `02:00:00:00:00:00` where the operating system keeps it private.',
    }),
    dnsSuffix: t.exposeString('dnsSuffix', {
      description:
        'Domain that the network adapter was given, such as `corp.contoso.com`. Tells an office from a home.',
    }),
    basicServiceSetIdentifier: t.exposeString('basicServiceSetIdentifier', {
      description:
        'Hardware address (BSSID) of the wireless access point. Null on cable, and when the person does not share a precise location.',
    }),
    wifiBand: t.expose('wifiBand', {
      type: WifiBand,
      description: 'Frequency range of the wireless LAN; UNKNOWN on cable.',
    }),
    wifiChannel: t.exposeInt('wifiChannel', {
      description: 'Number of the radio channel of the wireless LAN, for instance 1 to 13 at 2.4 GHz. Null on cable.',
    }),
    wifiRadioType: t.expose('wifiRadioType', {
      type: WifiRadioType,
      description: 'Generation of the wireless LAN, from 802.11a to 802.11ax; UNKNOWN on cable.',
    }),
    wifiSignalStrength: t.exposeInt('wifiSignalStrength', {
      description: 'How well the access point was received, in percent from 0 to 100. Null on cable.',
    }),
    wifiBatteryCharge: t.exposeInt('wifiBatteryCharge', {
      description: 'Estimate of what was left in the battery of the device, in percent from 0 to 100.',
    }),
    wifiMicrosoftDriver: t.exposeString('wifiMicrosoftDriver', {
      description: "Microsoft's software for the wireless adapter, in the language of the device.",
    }),
    wifiMicrosoftDriverVersion: t.exposeString('wifiMicrosoftDriverVersion', {
      description: "Release of Microsoft's software for the wireless adapter.",
    }),
    wifiVendorDriver: t.exposeString('wifiVendorDriver', {
      description: "Manufacturer's software for the wireless adapter, in the language of the device.",
    }),
    wifiVendorDriverVersion: t.exposeString('wifiVendorDriverVersion', {
      description:
        "Release of the manufacturer's software for the wireless adapter. Old ones are a common cause of trouble.",
    }),
    sentQualityEventRatio: t.exposeFloat('sentQualityEventRatio', {
      description: 'Fraction of the call, 0 to 1, during which the network made the audio sent poor.',
    }),
    receivedQualityEventRatio: t.exposeFloat('receivedQualityEventRatio', {
      description: 'Fraction of the call, 0 to 1, during which the network made the audio received poor.',
    }),
    delayEventRatio: t.exposeFloat('delayEventRatio', {
      description: 'Fraction of the call, 0 to 1, during which the network was too slow for people to talk in turn.',
    }),
    bandwidthLowEventRatio: t.exposeFloat('bandwidthLowEventRatio', {
      description:
        'Fraction of the call, 0 to 1, during which too little capacity, or a policy that limits it, made the audio sent poor.',
    }),
    traceRouteHops: t.expose('traceRouteHops', {
      type: [TraceRouteHop],
      description:
        'Routers on the way to the other end. Empty unless Microsoft support has enabled trace routes for the organisation.',
    }),
  }),
});
