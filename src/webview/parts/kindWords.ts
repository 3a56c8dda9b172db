import type { Resource, Section } from '../../learning/roadmap/schema.ts';

/** The words for a resource's kind. */
export const kindWords: Readonly<Record<Resource['kind'], string>> = {
  course: 'Course',
  book: 'Book',
  docs: 'Documentation',
  video: 'Video',
  article: 'Article',
  practice: 'Practice site',
  community: 'Community',
  tool: 'Tool',
};

/** Their icons. */
export const kindIcons: Readonly<Record<Resource['kind'], string>> = {
  course: 'mortar-board',
  book: 'book',
  docs: 'file-text',
  video: 'play-circle',
  article: 'note',
  practice: 'beaker',
  community: 'comment-discussion',
  tool: 'wrench',
};

/** The words for a section's kind. */
export const sectionWords: Readonly<Record<Section['kind'], string>> = {
  topic: 'Topic',
  project: 'Project',
  exercise: 'Exercise',
  checklist: 'Checklist',
};

/** Their icons. */
export const sectionIcons: Readonly<Record<Section['kind'], string>> = {
  topic: 'book',
  project: 'tools',
  exercise: 'pencil',
  checklist: 'checklist',
};
