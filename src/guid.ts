const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether text is a GUID as Graph and Entra write them, in whichever case. */
export const isGuid = (text: string): boolean => GUID.test(text);
