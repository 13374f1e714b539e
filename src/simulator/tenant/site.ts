/** Where people of the tenant work. Public addresses are from the ranges set aside for documentation (RFC 5737). */
export interface Site {
  readonly city: string;
  readonly countryCode: string;
  /** First three octets of the wired and the wireless network. */
  readonly wiredPrefix: string;
  readonly wifiPrefix: string;
  readonly publicAddress: string;
  readonly dnsSuffix: string;
  /** A direct number without its last four digits. */
  readonly numberPrefix: string;
}

export const sites: readonly Site[] = [
  {
    city: 'London',
    countryCode: 'GB',
    wiredPrefix: '10.20.4',
    wifiPrefix: '10.20.36',
    publicAddress: '203.0.113.20',
    dnsSuffix: 'lon.corp.contoso.com',
    numberPrefix: '+44207946',
  },
  {
    city: 'Munich',
    countryCode: 'DE',
    wiredPrefix: '10.40.8',
    wifiPrefix: '10.40.44',
    publicAddress: '203.0.113.40',
    dnsSuffix: 'muc.corp.contoso.com',
    numberPrefix: '+4989555',
  },
  {
    city: 'Amsterdam',
    countryCode: 'NL',
    wiredPrefix: '10.60.2',
    wifiPrefix: '10.60.34',
    publicAddress: '203.0.113.60',
    dnsSuffix: 'ams.corp.contoso.com',
    numberPrefix: '+3120555',
  },
  {
    city: 'New York',
    countryCode: 'US',
    wiredPrefix: '10.80.16',
    wifiPrefix: '10.80.52',
    publicAddress: '203.0.113.80',
    dnsSuffix: 'nyc.corp.contoso.com',
    numberPrefix: '+1212555',
  },
];
