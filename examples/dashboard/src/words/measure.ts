const metrics: Readonly<Record<string, string>> = {
  averageAudioDegradation: 'Loss of sound quality',
  averageJitter: 'Jitter',
  averagePacketLossRate: 'Packets lost',
  averageRatioOfConcealedSamples: 'Sound concealed for lost packets',
  averageRoundTripTime: 'Round trip',
  averageVideoFrameLossPercentage: 'Video frames lost',
  averageVideoFrameRate: 'Video frame rate',
  bandwidthLowEventRatio: 'Time with too little bandwidth',
  captureNotFunctioningEventRatio: 'Time with the microphone not working',
  cpuInsufficientEventRatio: 'Time with the processor too busy',
  delayEventRatio: 'Time with delay that could be heard',
  micGlitchRate: 'Glitches of the microphone',
  postForwardErrorCorrectionPacketLossRate: 'Packets lost after correction',
  receivedQualityEventRatio: 'Time with bad quality received',
  renderNotFunctioningEventRatio: 'Time with the speaker not working',
  sentQualityEventRatio: 'Time with bad quality sent',
  speakerGlitchRate: 'Glitches of the speaker',
  wifiSignalStrength: 'Wi-Fi signal',
};

const round = (value: number): string =>
  value.toLocaleString('en', { maximumFractionDigits: Math.abs(value) < 10 ? 2 : 1 });

/** What was measured, in words: the field's name, taken apart, where there are none. */
export const toMetricWords = (metric: string): string =>
  metrics[metric] ?? toSentence(metric.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`));

const toSentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A share in percent, with one place, so that a column of them can be compared. */
export const toShareWords = (percentage: number): string => `${percentage.toFixed(1)} %`;

/** A value with its unit; fractions as percent. */
export function toMeasureWords(value: number, unit: string): string {
  if (unit === 'fraction') return `${round(value * 100)} %`;
  if (unit === 'percent') return `${round(value)} %`;
  return `${round(value)} ${unit}`;
}
