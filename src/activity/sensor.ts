import * as vscode from 'vscode';
import type { Bucket } from '../learning/time/buckets.ts';
import { advance, stoppedMeter, type EarnedMinute, type MeterEvent } from '../learning/time/meter.ts';
import type { Settings } from '../settings.ts';

/** What the sensor asks and tells. */
export interface SensorSurroundings {
  readonly readSettings: () => Settings;
  /** What a file's minutes are spent on; undefined where its folder is not study. */
  readonly subjectOf: (file: string) => { readonly subject?: string | undefined } | undefined;
  /** Earned minutes, at most every half minute. */
  readonly onEarned: (minutes: readonly EarnedMinute[], bucket: (minute: EarnedMinute) => Bucket) => void;
  readonly now?: () => number;
}

const flushMilliseconds = 30_000;

/**
 * Turns what happens in VS Code into measured minutes: an edit, selection, scroll, change of tab, shell execution or debug run in a
 * folder that is study, or reading in Waymark's panel. Only the focused window earns, and only while the learner is there.
 */
export class Sensor implements vscode.Disposable {
  private meter = stoppedMeter;
  private earned: EarnedMinute[] = [];
  private flushed = 0;
  private readonly now: () => number;
  private readonly disposable: vscode.Disposable;
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly surroundings: SensorSurroundings) {
    this.now = surroundings.now ?? Date.now;
    this.timer = setInterval(() => this.flush(), flushMilliseconds);
    this.timer.unref();
    const building = (uri: vscode.Uri | undefined) => this.see(uri);
    this.disposable = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument(
        ({ document, contentChanges }) => contentChanges.length > 0 && building(document.uri),
      ),
      vscode.window.onDidChangeTextEditorSelection(
        ({ textEditor, kind }) => kind !== undefined && building(textEditor.document.uri),
      ),
      vscode.window.onDidChangeTextEditorVisibleRanges(
        ({ textEditor }) => textEditor === vscode.window.activeTextEditor && building(textEditor.document.uri),
      ),
      vscode.window.onDidChangeActiveTextEditor((editor) => building(editor?.document.uri)),
      vscode.window.onDidStartTerminalShellExecution(({ execution }) => building(execution.cwd)),
      vscode.debug.onDidStartDebugSession(({ workspaceFolder }) => building(workspaceFolder?.uri)),
      vscode.debug.onDidReceiveDebugSessionCustomEvent(({ session }) => building(session.workspaceFolder?.uri)),
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (!focused) this.feed({ type: 'blur', at: this.now() });
        if (!focused) this.flush();
      }),
    );
  }

  /** The learner read or scrolled in the panel. */
  readPanel(subject: string | undefined): void {
    this.feedActivity('learning', subject);
  }

  /** Hands over what was earned. */
  flush(): void {
    if (this.earned.length === 0) return;
    const minutes = this.earned;
    this.earned = [];
    this.flushed = this.now();
    this.surroundings.onEarned(minutes, ({ kind, subject }) => ({ source: 'measured', kind, subject }));
  }

  dispose(): void {
    clearInterval(this.timer);
    this.flush();
    this.disposable.dispose();
  }

  private see(uri: vscode.Uri | undefined): void {
    if (uri?.scheme !== 'file' && uri?.scheme !== 'vscode-remote') return;
    const place = this.surroundings.subjectOf(uri.fsPath);
    if (place) this.feedActivity('building', place.subject);
  }

  private feedActivity(kind: 'learning' | 'building', subject: string | undefined): void {
    const { focused } = vscode.window.state;
    if (!focused || !this.surroundings.readSettings().trackTime) return;
    this.feed({ type: 'activity', at: this.now(), kind, subject });
  }

  private feed(event: MeterEvent): void {
    const { meter, earned } = advance(this.meter, event, this.surroundings.readSettings().idleMinutes * 60_000);
    this.meter = meter;
    this.earned.push(...earned);
    if (this.now() - this.flushed >= flushMilliseconds) this.flush();
  }
}
