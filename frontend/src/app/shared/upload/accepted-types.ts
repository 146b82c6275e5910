import type { FilePurpose } from '@classy-book/contracts/files';

const PICTURES = 'image/jpeg,image/png,image/webp,image/gif,image/avif';
const DOCUMENTS = [
  '.pdf,.docx,.xlsx,.pptx,.odt,.ods,.odp,.odg,.doc,.xls,.ppt,.rtf,.epub,.txt,.csv,.md,.zip',
  PICTURES,
  '.mp3,.m4a,.ogg,.oga,.opus,.wav,.flac,.aac',
].join(',');

/** What the browser's own choice of files offers; the server looks at the bytes. */
export const acceptedTypes: Readonly<Record<FilePurpose, string>> = {
  cover: PICTURES,
  image: PICTURES,
  video: 'video/mp4,video/webm,.m4v',
  captions: '.vtt,text/vtt',
  document: DOCUMENTS,
  submission: DOCUMENTS,
  course_archive: '.zip,application/zip',
  avatar: PICTURES,
};
