import * as vscode from 'vscode';
import type { Learner } from '../learner.ts';
import { nextStep } from '../learning/progress/next.ts';
import { valueOf } from '../learning/progress/registers.ts';
import { goalOf, type GoalProgress } from '../learning/time/goal.ts';
import { streakOf, type Streak } from '../learning/time/streak.ts';
import { claimOf } from '../learning/time/study.ts';
import { describeMinutes } from '../learning/words.ts';
import type { Settings } from '../settings.ts';

/** Milliseconds from a change to the new text. */
const drawDelay = 50;

/** One item: the streak and today's minutes of the goal. Its tooltip explains the rule. */
export class StatusBar implements vscode.Disposable {
  private readonly item: vscode.StatusBarItem;
  private readonly disposable: vscode.Disposable;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly learner: Learner,
    private readonly readSettings: () => Settings,
    private readonly now: () => number = Date.now,
  ) {
    this.item = vscode.window.createStatusBarItem('waymark.today', vscode.StatusBarAlignment.Left, 0);
    this.item.name = 'Waymark';
    this.item.command = 'waymark.showMenu';
    this.disposable = vscode.Disposable.from(
      this.item,
      learner.onDidChange(() => this.drawSoon()),
    );
    this.draw();
  }

  /** Draws again: after a change of settings, and as the minutes go by. */
  draw(): void {
    const { record, today, current } = this.learner;
    const settings = this.readSettings();
    if (this.learner.currentId === undefined) {
      this.item.hide();
      return;
    }
    const streak = streakOf(record, today);
    const goal = goalOf(record, current, today);
    const study = valueOf(record, 'study', 'now');
    const parts = [
      settings.streak && streak.current > 0 ? describeStreak(streak) : '',
      study ? `studying ${describeMinutes(claimOf(study, this.now()).minutes)}` : describeGoal(goal),
    ].filter((part) => part !== '');
    this.item.text = `$(${study ? 'watch' : 'milestone'}) ${parts.join(' · ')}`;
    this.item.accessibilityInformation = { label: `Waymark: ${parts.join(', ')}`, role: 'button' };
    this.item.tooltip = this.tooltip(streak, goal, settings);
    this.item.show();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.disposable.dispose();
  }

  /** What is next takes a walk through the whole roadmap; the ticked row comes first. */
  private drawSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.draw(), drawDelay);
  }

  private tooltip(streak: Streak, goal: GoalProgress, settings: Settings): vscode.MarkdownString {
    const { record, today, current, todayEnds } = this.learner;
    const { minutes } = streak.today.day;
    const text = new vscode.MarkdownString();
    const line = (words: string) => text.appendText(words).appendMarkdown('\n\n');
    text.appendMarkdown('**Waymark**\n\n');
    line(
      `Today: ${describeMinutes(streak.today.day.counted)}${minutes.total > 0 ? ` (learning ${describeMinutes(minutes.learning)}, building ${describeMinutes(minutes.building)}${minutes.reported > 0 ? `; ${describeMinutes(minutes.reported)} of it reported by you` : ''})` : ''}.`,
    );
    line(goalSentence(goal));
    if (settings.streak) {
      line(todaySentence(streak, todayEnds));
      line(ruleSentence(streak));
    }
    if (!settings.trackTime) line('Measuring is switched off; only minutes that you report are counted.');
    const next = current && nextStep(record, current, today);
    if (next) line(`Next: ${next.item.text} (${next.section.title}).`);
    return text;
  }
}

/** "5-day streak". */
export function describeStreak({ current }: Streak): string {
  return `${current}-day streak`;
}

/** "42 of 120 m today", "3 h of 10 h this week", or "42 m today" where there is no goal. */
export function describeGoal({ goal, per, minutes }: GoalProgress): string {
  if (goal === undefined) return `${describeMinutes(minutes)} today`;
  return per === 'day'
    ? `${minutes} of ${goal} m today`
    : `${describeMinutes(minutes)} of ${describeMinutes(goal)} this week`;
}

/** What today is to the streak, what it still needs, and until when. */
export function todaySentence(streak: Streak, todayEnds: number): string {
  const until = new Intl.DateTimeFormat(vscode.env.language, { hour: 'numeric', minute: '2-digit' }).format(todayEnds);
  switch (streak.today.state) {
    case 'study':
      return 'Today counts for your streak.';
    case 'rest':
      return 'Today is one of your rest days: the streak is safe, and studying still counts.';
    case 'paused':
      return 'Your streak is paused and safe.';
    case 'open':
    case 'missed':
    case 'spare':
    case 'travel':
      return `Today still needs ${describeMinutes(streak.today.minutesLeft)}, or a verified item, or a finished exercise, until ${until}.${streak.spare > 0 ? ' A spare day would cover it.' : ''}`;
  }
}

function ruleSentence({ longest, spare, untilSpare, today }: Streak): string {
  const spareWords = `${spare} spare ${spare === 1 ? 'day' : 'days'} in hand${untilSpare > 0 ? `, the next after ${untilSpare} more study ${untilSpare === 1 ? 'day' : 'days'}` : ''}`;
  return `A study day has at least ${describeMinutes(today.rules.minimum)}, or a verified item, or a finished exercise. Rest days never break the streak; a spare day covers one missed day. ${spareWords}. Longest: ${longest} ${longest === 1 ? 'day' : 'days'}.`;
}

function goalSentence(goal: GoalProgress): string {
  if (goal.goal === undefined) return 'No goal is set: this roadmap names no hours. Choose “Set Goal…” in the menu.';
  const from = goal.from === 'roadmap' ? 'the least that the roadmap asks for' : 'set by you';
  const left = Math.max(0, goal.goal - goal.minutes);
  return `Goal for ${goal.per === 'day' ? 'today' : 'this week'}: ${describeMinutes(goal.goal)} (${from}); ${left === 0 ? 'reached' : `${describeMinutes(left)} to go`}.`;
}
