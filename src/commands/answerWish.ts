import * as vscode from 'vscode';
import { addToCounter, choose } from '../learning/progress/changes.ts';
import { setStatusOf, tickItem } from '../learning/progress/intents.ts';
import { keyOf, markKey } from '../learning/progress/progress.ts';
import { setValue, valueOf } from '../learning/progress/registers.ts';
import type { Roadmap } from '../learning/roadmap/schema.ts';
import { nodesOf, resourcesOf, sectionsOf } from '../learning/roadmap/walk.ts';
import { periodOf } from '../learning/time/day.ts';
import type { Page, Wish } from '../protocol.ts';
import type { Settings } from '../settings.ts';
import type { Change } from '../storage/progressStore.ts';
import { beginRoadmap } from './follow.ts';
import { askForLink, isWebAddress } from './links.ts';
import { openNote } from './openNotes.ts';
import type { Rooms } from './rooms.ts';
import { beginStudy } from './study.ts';

/** Carries out what the panel asks for. */
export function answerWish(
  rooms: Rooms & { readonly readSettings: () => Settings; readonly onActivity: (page: Page) => void },
) {
  const { store, learner, shelf, log } = rooms;
  return async (wish: Wish, page: Page): Promise<void> => {
    try {
      await answer(wish, page);
    } catch (error) {
      log.error(`The panel's wish “${wish.type}” failed: ${String(error)}`);
      void vscode.window.showErrorMessage(
        `Waymark could not do that (${error instanceof Error ? error.message : String(error)}). Nothing was lost. The log is in the output “Waymark”.`,
      );
    }
  };

  async function answer(wish: Wish, page: Page): Promise<void> {
    switch (wish.type) {
      case 'ready':
        return;
      case 'open':
        return rememberPlace(page);
      case 'activity':
        rooms.onActivity(page);
        return;
      case 'tick':
        return change(
          wish.roadmap,
          (roadmap) => (record, moment) =>
            tickItem(record, wish.item, wish.ticked, { roadmap, today: learner.today, moment }),
        );
      case 'status':
        return change(
          wish.roadmap,
          (roadmap) => (record, moment) =>
            setStatusOf(record, wish.items, wish.status, { roadmap, today: learner.today, moment }),
        );
      case 'count':
        return store.change((record, moment) => addToCounter(record, keyOf(wish.roadmap, wish.item), wish.by, moment));
      case 'choose':
        return change(wish.roadmap, (roadmap) => (record, moment) => {
          const group = nodesOf(roadmap).find((node) => node.id === wish.group);
          return group?.type === 'group' ? choose(record, roadmap.id, group, wish.children, moment) : record;
        });
      case 'resource':
        return store.change((record, moment) => {
          const key = keyOf(wish.roadmap, wish.resource);
          const place = wish.place ?? valueOf(record, 'resource', key)?.place;
          return setValue(
            record,
            'resource',
            key,
            place === undefined ? { status: wish.status } : { status: wish.status, place },
            moment,
          );
        });
      case 'owned':
        return store.change((record, moment) =>
          setValue(record, 'owned', keyOf(wish.roadmap, wish.resource), wish.owned ? true : null, moment),
        );
      case 'spent':
        return store.change((record, moment) =>
          setValue(record, 'spent', keyOf(wish.roadmap, wish.resource), wish.amount, moment),
        );
      case 'rule': {
        const key = markKey(keyOf(wish.roadmap, `${wish.rule}.${wish.line}`), periodOf(learner.today, 'month'));
        return store.change((record, moment) => setValue(record, 'mark', key, wish.ticked ? true : null, moment));
      }
      case 'openLink':
        if (isWebAddress(wish.url)) await vscode.env.openExternal(vscode.Uri.parse(wish.url, true));
        return;
      case 'replaceLink':
        return store.change((record, moment) =>
          setValue(record, 'replaced', keyOf(wish.roadmap, wish.resource), wish.url, moment),
        );
      case 'addLink':
        return askForLink(rooms, wish.roadmap, wish.section);
      case 'removeLink':
        return store.change((record, moment) => setValue(record, 'link', wish.key, null, moment));
      case 'openNotes': {
        const roadmap = await shelf.load(wish.roadmap);
        return openNote(rooms, wish.roadmap, wish.id, (roadmap && titleOf(roadmap, wish.id)) ?? wish.id);
      }
      case 'scaffold':
        await vscode.commands.executeCommand('waymark.scaffold', wish.roadmap, wish.section);
        return;
      case 'openProject':
        await vscode.commands.executeCommand('waymark.openProject', wish.roadmap, wish.section);
        return;
      case 'startStudying':
        return beginStudy(rooms, { subject: keyOf(wish.roadmap, wish.subject), title: wish.title });
      case 'stopStudying':
        await vscode.commands.executeCommand('waymark.stopStudying');
        return;
      case 'follow':
        return beginRoadmap(rooms, wish);
      case 'command':
        await vscode.commands.executeCommand(
          `waymark.${wish.command}`,
          ...(wish.roadmap === undefined ? [] : [wish.roadmap]),
        );
    }
  }

  async function change(id: string, of: (roadmap: Roadmap) => Change): Promise<void> {
    const roadmap = await shelf.load(id);
    if (roadmap) await store.change(of(roadmap));
  }

  async function rememberPlace(page: Page): Promise<void> {
    if (page.name !== 'phase') return;
    const place = { roadmap: page.roadmap, section: page.section ?? page.phase };
    await store.change((record, moment) => setValue(record, 'place', 'page', place, moment));
  }
}

function titleOf(roadmap: Roadmap, id: string): string | undefined {
  return [...roadmap.phases, ...sectionsOf(roadmap), ...resourcesOf(roadmap)].find((part) => part.id === id)?.title;
}
