/** Every id that package.json also spells. A test compares both, in both directions. */

export const viewIds = { roadmaps: 'waymark.roadmaps' } as const;

export const containerId = 'waymark';

export const walkthroughId = 'waymark.start';

export const panelType = 'waymark.panel';

/** Commands that the palette, menus and links call. */
export const commandNames = [
  'waymark.addLink',
  'waymark.addOne',
  'waymark.changeRestDays',
  'waymark.changeStart',
  'waymark.choose',
  'waymark.chooseRoadmap',
  'waymark.closeRoadmapFile',
  'waymark.continue',
  'waymark.goTo',
  'waymark.hideDone',
  'waymark.makeCurrent',
  'waymark.markDone',
  'waymark.markInProgress',
  'waymark.markSkipped',
  'waymark.markToDo',
  'waymark.openDashboard',
  'waymark.openNotes',
  'waymark.openPage',
  'waymark.openProject',
  'waymark.openRoadmapFile',
  'waymark.pause',
  'waymark.restore',
  'waymark.resume',
  'waymark.scaffold',
  'waymark.setGoal',
  'waymark.showDone',
  'waymark.showMenu',
  'waymark.startStudying',
  'waymark.stopFollowing',
  'waymark.stopStudying',
  'waymark.takeOne',
  'waymark.toggleTick',
] as const;
export type CommandName = (typeof commandNames)[number];

/** Settings, as the user writes them. */
export const settingNames = [
  'waymark.dayStartsAt',
  'waymark.idleMinutes',
  'waymark.notesFolder',
  'waymark.streak',
  'waymark.studyFolders',
  'waymark.trackTime',
] as const;
export type SettingName = (typeof settingNames)[number];

/** Context keys that `when` clauses use. */
export const contextKeys = {
  /** No roadmap is followed: the welcome view shows. */
  isEmpty: 'waymark.isEmpty',
  /** An earlier version on disk can be restored. */
  canRestore: 'waymark.canRestore',
  hidesDone: 'waymark.hidesDone',
  isStudying: 'waymark.isStudying',
  isPaused: 'waymark.isPaused',
} as const;
