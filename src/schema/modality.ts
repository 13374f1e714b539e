import { graphEnum } from './enum.ts';

export const Modality = graphEnum('Modality', 'A kind of media or data that was exchanged.', {
  AUDIO: ['audio', 'Sound: speech and whatever else the microphone or a shared window sent.'],
  VIDEO: ['video', 'Pictures from a camera.'],
  VIDEO_BASED_SCREEN_SHARING: [
    'videoBasedScreenSharing',
    'A screen or window sent as a video stream, which is how Teams does it.',
  ],
  DATA: ['data', 'Messages between the programs, such as shared content that is neither sound nor picture.'],
  SCREEN_SHARING: ['screenSharing', 'A screen or window sent by remote desktop protocol, the older way.'],
});
