import { DeviceInfo } from '../refs.ts';

DeviceInfo.implement({
  description:
    'Microphone (capture) and speaker (render) of one end, and the trouble its client noticed with them. Ratios are fractions of the call from 0 to 1. Every value is null when the client did not report it.',
  fields: (t) => ({
    captureDeviceName: t.exposeString('captureDeviceName', {
      description: 'Microphone in use, as the operating system names it. May tell the person by name.',
    }),
    captureDeviceDriver: t.exposeString('captureDeviceDriver', {
      description: 'Software that drives the microphone, often with its version.',
    }),
    captureNotFunctioningEventRatio: t.exposeFloat('captureNotFunctioningEventRatio', {
      description: 'Fraction of the call, 0 to 1, during which the microphone did not work properly.',
    }),
    cpuInsufficientEventRatio: t.exposeFloat('cpuInsufficentEventRatio', {
      description:
        'Fraction of the call, 0 to 1, during which too little processor power was free and sound suffered in both directions. Microsoft Graph spells it `cpuInsufficentEventRatio`.',
    }),
    deviceClippingEventRatio: t.exposeFloat('deviceClippingEventRatio', {
      description:
        'Fraction of the call, 0 to 1, during which the microphone was overdriven and speech sent was distorted.',
    }),
    deviceGlitchEventRatio: t.exposeFloat('deviceGlitchEventRatio', {
      description:
        'Fraction of the call, 0 to 1, during which gaps in recording or playing made the sound poor, sent or received.',
    }),
    howlingEventCount: t.exposeInt('howlingEventCount', {
      description: 'How many times the client heard screeching feedback, a count over the whole call.',
    }),
    initialSignalLevelRootMeanSquare: t.exposeFloat('initialSignalLevelRootMeanSquare', {
      description:
        'How loud the incoming sound was at the beginning: root mean square of at most the first 30 seconds. No unit is documented.',
    }),
    lowSpeechLevelEventRatio: t.exposeFloat('lowSpeechLevelEventRatio', {
      description: 'Fraction of the call, 0 to 1, during which speech was too quiet to be sent well.',
    }),
    lowSpeechToNoiseEventRatio: t.exposeFloat('lowSpeechToNoiseEventRatio', {
      description: 'Fraction of the call, 0 to 1, during which speech hardly stood out from background noise.',
    }),
    micGlitchRate: t.exposeFloat('micGlitchRate', {
      description: 'Gaps in what the microphone recorded, counted per five minutes.',
    }),
    receivedNoiseLevel: t.exposeInt('receivedNoiseLevel', {
      description:
        'Average energy of what was received and taken for noise, left channel if stereo. Negative; nearer to 0 is louder. No unit is documented.',
    }),
    receivedSignalLevel: t.exposeInt('receivedSignalLevel', {
      description:
        'Average energy of what was received and taken for speech, left channel if stereo. Negative; nearer to 0 is louder. No unit is documented.',
    }),
    renderDeviceName: t.exposeString('renderDeviceName', {
      description: 'Speaker or headset in use, as the operating system names it. May tell the person by name.',
    }),
    renderDeviceDriver: t.exposeString('renderDeviceDriver', {
      description: 'Software that drives the speaker or headset, often with its version.',
    }),
    renderMuteEventRatio: t.exposeFloat('renderMuteEventRatio', {
      description: 'Fraction of the call, 0 to 1, during which the speaker was muted.',
    }),
    renderNotFunctioningEventRatio: t.exposeFloat('renderNotFunctioningEventRatio', {
      description: 'Fraction of the call, 0 to 1, during which the speaker did not work properly.',
    }),
    renderZeroVolumeEventRatio: t.exposeFloat('renderZeroVolumeEventRatio', {
      description: 'Fraction of the call, 0 to 1, during which the speaker was turned down to nothing.',
    }),
    sentNoiseLevel: t.exposeInt('sentNoiseLevel', {
      description:
        'Average energy of what was sent and taken for noise, left channel if stereo. Negative; nearer to 0 is louder. No unit is documented.',
    }),
    sentSignalLevel: t.exposeInt('sentSignalLevel', {
      description:
        'Average energy of what was sent and taken for speech, left channel if stereo. Negative; nearer to 0 is louder. No unit is documented.',
    }),
    speakerGlitchRate: t.exposeFloat('speakerGlitchRate', {
      description: 'Gaps in what the loudspeaker played, counted per five minutes.',
    }),
  }),
});
