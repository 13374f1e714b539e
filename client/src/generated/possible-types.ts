
      export interface PossibleTypesResultData {
        possibleTypes: {
          [key: string]: string[]
        }
      }
      const result: PossibleTypesResultData = {
  "possibleTypes": {
    "Endpoint": [
      "ParticipantEndpoint",
      "ServiceEndpoint",
      "UnknownEndpoint"
    ],
    "IdentitySet": [
      "CommunicationsIdentitySet"
    ],
    "UserAgent": [
      "ClientUserAgent",
      "ServiceUserAgent",
      "UnknownUserAgent"
    ]
  }
};
      export default result;
    