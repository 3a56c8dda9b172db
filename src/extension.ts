import './learning/plainZod.ts';
import { randomBytes } from 'node:crypto';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { Sensor } from './activity/sensor.ts';
import { answerWish } from './commands/answerWish.ts';
import { chooseAlternative } from './commands/chooseAlternative.ts';
import { continueRoadmap } from './commands/continueRoadmap.ts';
import { count } from './commands/count.ts';
import { makeCurrent, stopFollowing } from './commands/follow.ts';
import { goTo } from './commands/goTo.ts';
import { hideDone } from './commands/hideDone.ts';
import { addLink } from './commands/links.ts';
import { openNotes } from './commands/openNotes.ts';
import { openPage } from './commands/openPage.ts';
import { openProject } from './commands/openProject.ts';
import { restore } from './commands/restore.ts';
import { closeRoadmapFile, openRoadmapFile, readRoadmapFile, watchRoadmapFiles } from './commands/roadmapFile.ts';
import type { Handler, Rooms } from './commands/rooms.ts';
import { resumeScaffold, scaffold } from './commands/scaffold.ts';
import { followCheckBoxes, setStatus, toggleTick } from './commands/setStatus.ts';
import { showMenu } from './commands/showMenu.ts';
import { changeRestDays, changeStart, pause, resume, setGoal } from './commands/streakRules.ts';
import { askOnReturn, startStudying, stopStudying } from './commands/study.ts';
import { contextKeys, type CommandName } from './contributions.ts';
import { Learner } from './learner.ts';
import { valueOf, valuesOf } from './learning/progress/registers.ts';
import { addMinutes } from './learning/time/buckets.ts';
import { dayOf, localOffset } from './learning/time/day.ts';
import type { Page } from './protocol.ts';
import { onDidChangeSettings, readSettings } from './settings.ts';
import { Notes } from './storage/notes.ts';
import { Places } from './storage/places.ts';
import { ProgressStore } from './storage/progressStore.ts';
import { isInside, Projects } from './storage/projects.ts';
import { RoadmapShelf } from './storage/roadmapShelf.ts';
import { Snapshots } from './storage/snapshots.ts';
import { StarterShelf } from './storage/starterShelf.ts';
import { Panel } from './views/panel.ts';
import { panelStates } from './views/panelState.ts';
import { RoadmapTree } from './views/roadmapTree.ts';
import { StatusBar } from './views/statusBar.ts';

/** Front door: builds the objects, wires them, registers. Nothing is opened, parsed or written here. What it returns is for tests in the host. */
export function activate(context: vscode.ExtensionContext): Rooms {
  const log = vscode.window.createOutputChannel('Waymark', { log: true });
  const own = context.globalStorageUri.fsPath;
  const dist = vscode.Uri.joinPath(context.extensionUri, 'dist').fsPath;
  const now = Date.now;
  const today = () => dayOf(now(), readSettings().dayStartsAt, localOffset);
  const snapshots = new Snapshots(path.join(own, 'versions'));
  const store = new ProgressStore({
    memento: context.globalState,
    snapshots,
    now,
    today,
    session: randomBytes(4).toString('hex'),
    newId: () => randomBytes(8).toString('hex'),
    report: (message) => {
      log.warn(message);
      void vscode.window.showWarningMessage(message);
    },
  });
  const shelf = new RoadmapShelf(path.join(dist, 'roadmaps'));
  const starters = new StarterShelf(path.join(dist, 'starters'));
  const places = new Places(own);
  const projects = new Projects(places);
  const notes = new Notes(() => readSettings().notesFolder || path.join(own, 'notes'));
  const learner = new Learner(store, shelf, readSettings, now);
  const tree = new RoadmapTree(learner, {
    hasStarter: (roadmap, section) => starters.of(roadmap, section) !== undefined,
    hasFolder: (roadmap, section) => projects.foldersOf(roadmap, section).length > 0,
    onDidChange: (listener) => vscode.Disposable.from(projects.onDidChange(listener)),
  });
  const statusBar = new StatusBar(learner, readSettings, now);
  const sensor = new Sensor({
    readSettings,
    subjectOf: (file) => {
      const project = projects.projectOf(file);
      if (project) return { subject: `${project.roadmap}:${project.section}` };
      return readSettings().studyFolders.some((folder) => isInside(folder, file)) ? {} : undefined;
    },
    onEarned: (minutes, bucketOf) => {
      void store.change((record) =>
        minutes.reduce(
          (before, minute) =>
            addMinutes(
              before,
              dayOf(minute.minute * 60_000, readSettings().dayStartsAt, localOffset),
              bucketOf(minute),
              [[minute.minute, minute.minute + 1]],
            ),
          record,
        ),
      );
    },
  });

  let canRestore = false;
  const panel: Panel = new Panel({
    extensionUri: context.extensionUri,
    stateOf: panelStates({
      learner,
      notes,
      projects,
      starters,
      readSettings,
      canRestore: () => canRestore && store.isFresh,
    }),
    onWish: (wish, page) => void wishes(wish, page),
    log: (line) => log.warn(line),
  });
  const problems = vscode.languages.createDiagnosticCollection('waymark');
  const setContext = (key: string, value: boolean) => void vscode.commands.executeCommand('setContext', key, value);
  const rooms: Rooms = {
    store,
    learner,
    shelf,
    starters,
    projects,
    places,
    notes,
    snapshots,
    tree,
    panel,
    context: { set: setContext },
    problems,
    log,
    now,
  };
  const studyRooms = { ...rooms, readSettings };
  const wishes = answerWish({ ...studyRooms, onActivity: (page: Page) => sensor.readPanel(subjectOfPage(page)) });

  const handlers: Readonly<Record<CommandName, Handler>> = {
    'waymark.addLink': addLink(rooms),
    'waymark.addOne': count(rooms, 1),
    'waymark.changeRestDays': changeRestDays(rooms),
    'waymark.changeStart': changeStart(rooms),
    'waymark.choose': chooseAlternative(rooms),
    'waymark.chooseRoadmap': () => panel.show({ name: 'choose' }),
    'waymark.closeRoadmapFile': closeRoadmapFile(rooms),
    'waymark.continue': continueRoadmap(rooms),
    'waymark.goTo': goTo(rooms),
    'waymark.hideDone': hideDone(rooms, true),
    'waymark.makeCurrent': makeCurrent(rooms),
    'waymark.markDone': setStatus(rooms, 'done'),
    'waymark.markInProgress': setStatus(rooms, 'doing'),
    'waymark.markSkipped': setStatus(rooms, 'skipped'),
    'waymark.markToDo': setStatus(rooms, 'todo'),
    'waymark.openDashboard': () => panel.show({ name: 'dashboard' }),
    'waymark.openNotes': openNotes(rooms),
    'waymark.openPage': openPage(rooms),
    'waymark.openProject': openProject(rooms),
    'waymark.openRoadmapFile': openRoadmapFile(rooms),
    'waymark.pause': pause(rooms),
    'waymark.restore': restore(rooms),
    'waymark.resume': resume(rooms),
    'waymark.scaffold': scaffold(rooms),
    'waymark.setGoal': setGoal(rooms),
    'waymark.showDone': hideDone(rooms, false),
    'waymark.showMenu': showMenu(rooms),
    'waymark.startStudying': startStudying(studyRooms),
    'waymark.stopFollowing': stopFollowing(rooms),
    'waymark.stopStudying': stopStudying(studyRooms),
    'waymark.takeOne': count(rooms, -1),
    'waymark.toggleTick': toggleTick(rooms),
  };

  const updateContext = () => {
    setContext(contextKeys.isEmpty, learner.followedIds.length === 0);
    setContext(contextKeys.canRestore, canRestore && store.isFresh);
    setContext(contextKeys.isStudying, valueOf(store.record, 'study', 'now') !== undefined);
    setContext(contextKeys.isPaused, [...valuesOf(store.record, 'pause').values()].includes('open'));
  };
  const refreshViews = () => {
    updateContext();
    panel.refresh();
  };
  const redraw = () => {
    tree.refresh();
    statusBar.draw();
    panel.refresh();
  };
  const roots = () => (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);
  let shownDay = learner.today;
  const minute = setInterval(() => {
    if (shownDay === learner.today) statusBar.draw();
    else redraw();
    shownDay = learner.today;
  }, 60_000);
  minute.unref();

  context.subscriptions.push(
    ...Object.entries(handlers).map(([name, handler]) => vscode.commands.registerCommand(name, handler)),
    log,
    problems,
    sensor,
    panel,
    tree,
    statusBar,
    learner,
    store,
    { dispose: () => clearInterval(minute) },
    tree.view.onDidChangeCheckboxState(followCheckBoxes(rooms)),
    learner.onDidChange(refreshViews),
    vscode.Disposable.from(projects.onDidChange(() => panel.refresh())),
    watchRoadmapFiles(rooms),
    askOnReturn(studyRooms),
    onDidChangeSettings(redraw),
    vscode.workspace.onDidChangeWorkspaceFolders(() => void projects.refresh(roots())),
    vscode.workspace.onDidSaveTextDocument(({ uri }) => notes.has(uri.fsPath) && panel.refresh()),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (!focused) return;
      store.look();
      panel.refresh();
    }),
  );

  updateContext();
  void afterActivation().catch((error: unknown) => log.error(`Starting up: ${String(error)}`));
  return rooms;

  /** What may wait until the tree and the status bar are there. */
  async function afterActivation(): Promise<void> {
    if (learner.currentId !== undefined) await shelf.load(learner.currentId);
    await store.heal();
    if (store.isFresh) canRestore = (await snapshots.list()).length > 0;
    const { roadmapFiles } = await places.read();
    await Promise.all(roadmapFiles.map((file) => readRoadmapFile(rooms, file)));
    await starters.list();
    await projects.refresh(roots());
    updateContext();
    tree.refresh();
    await resumeScaffold(rooms);
  }
}

function subjectOfPage(page: Page): string | undefined {
  if (page.name === 'phase') return `${page.roadmap}:${page.section ?? page.phase}`;
  return undefined;
}
