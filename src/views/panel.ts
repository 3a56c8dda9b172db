import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { panelType } from '../contributions.ts';
import { pageSchema, wishSchema, type Message, type Page, type PanelState, type Wish } from '../protocol.ts';

/** What the panel needs from the rest of the house. */
export interface PanelSurroundings {
  readonly extensionUri: vscode.Uri;
  /** Everything a page shows. */
  readonly stateOf: (page: Page) => Promise<Omit<PanelState, 'visit'>>;
  /** Carries out a wish; those about the page itself are answered here. */
  readonly onWish: (wish: Wish, page: Page) => void;
  readonly log: (line: string) => void;
}

/** The one webview panel. State goes down whole, wishes come up small. */
export class Panel implements vscode.Disposable, vscode.WebviewPanelSerializer {
  private panel: vscode.WebviewPanel | undefined;
  private current: Page = { name: 'choose' };
  private visit = 0;
  private isReady = false;
  private sending: Promise<void> | undefined;
  private again = false;
  private readonly registration: vscode.Disposable;

  constructor(private readonly surroundings: PanelSurroundings) {
    this.registration = vscode.window.registerWebviewPanelSerializer(panelType, this);
  }

  /** The page that is shown, if the panel is open and visible. */
  get visiblePage(): Page | undefined {
    return this.panel?.visible ? this.current : undefined;
  }

  /** Opens a page, in the open panel if there is one. */
  show(page: Page): void {
    this.turnTo(page);
    if (this.panel) {
      this.panel.reveal(undefined, false);
      this.refresh();
      return;
    }
    this.adopt(vscode.window.createWebviewPanel(panelType, 'Waymark', vscode.ViewColumn.Active, this.optionsOf()));
  }

  /** Sends the state again; several calls at once become one. */
  refresh(): void {
    if (!this.isReady) return;
    this.again = true;
    this.sending ??= this.send().finally(() => (this.sending = undefined));
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const page = pageSchema.safeParse(
      typeof state === 'object' && state !== null && 'page' in state ? state.page : undefined,
    );
    this.current = page.success ? page.data : { name: 'dashboard' };
    this.visit = 0;
    panel.webview.options = this.optionsOf();
    this.adopt(panel);
    return Promise.resolve();
  }

  dispose(): void {
    this.registration.dispose();
    this.panel?.dispose();
  }

  private turnTo(page: Page): void {
    this.current = page;
    this.visit += 1;
  }

  private adopt(panel: vscode.WebviewPanel): void {
    this.panel?.dispose();
    this.panel = panel;
    this.isReady = false;
    panel.iconPath = vscode.Uri.joinPath(this.surroundings.extensionUri, 'media', 'icon.png');
    panel.webview.onDidReceiveMessage((message: unknown) => this.receive(message));
    panel.onDidDispose(() => {
      if (this.panel !== panel) return;
      this.panel = undefined;
      this.isReady = false;
    });
    panel.webview.html = this.html(panel.webview);
  }

  private receive(message: unknown): void {
    const wish = wishSchema.safeParse(message);
    if (!wish.success) {
      this.surroundings.log(`The panel sent something that is no wish: ${wish.error.issues[0]?.message ?? 'unknown'}`);
      return;
    }
    if (wish.data.type === 'ready') {
      this.isReady = true;
      this.refresh();
    } else if (wish.data.type === 'open') {
      this.turnTo(wish.data.page);
      this.refresh();
    }
    this.surroundings.onWish(wish.data, this.current);
  }

  private async send(): Promise<void> {
    while (this.again && this.panel) {
      this.again = false;
      const { visit } = this;
      const state = { ...(await this.surroundings.stateOf(this.current)), visit };
      const message: Message = { type: 'state', state };
      this.panel.title = titleOf(state);
      await this.panel.webview.postMessage(message);
    }
  }

  private optionsOf(): vscode.WebviewOptions & vscode.WebviewPanelOptions {
    return {
      enableScripts: true,
      localResourceRoots: [vscode.Uri.joinPath(this.surroundings.extensionUri, 'dist', 'webview')],
    };
  }

  private html(webview: vscode.Webview): string {
    const nonce = randomBytes(16).toString('base64');
    const uri = (name: string) =>
      webview.asWebviewUri(vscode.Uri.joinPath(this.surroundings.extensionUri, 'dist', 'webview', name)).toString();
    const policy = [
      "default-src 'none'",
      `script-src 'nonce-${nonce}'`,
      `style-src ${webview.cspSource} 'nonce-${nonce}'`,
      `font-src ${webview.cspSource}`,
      `img-src ${webview.cspSource} data:`,
    ].join('; ');
    return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta property="csp-nonce" content="${nonce}">
<title>Waymark</title>
<link rel="stylesheet" href="${uri('codicon.css')}">
<link rel="stylesheet" href="${uri('panel.css')}">
</head>
<body>
<div id="root"></div>
<script nonce="${nonce}" type="module" src="${uri('panel.js')}"></script>
</body>
</html>`;
  }
}

function titleOf({ page, roadmap }: PanelState): string {
  switch (page.name) {
    case 'choose':
      return 'Choose a Roadmap';
    case 'dashboard':
      return 'Waymark Dashboard';
    case 'setup':
    case 'overview':
      return roadmap?.title ?? 'Waymark';
    case 'phase':
      return roadmap?.phases.find(({ id }) => id === page.phase)?.title ?? 'Waymark';
  }
}
