import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDivider,
  vsCodeLink,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
import { createElement, type ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * The only file that knows the UI toolkit, which is archived upstream: its successor is a change of this file alone.
 * Badge and tag are left out because they write inline styles, the progress ring because it shouts at screen readers.
 */
export function registerComponents(): void {
  provideVSCodeDesignSystem().register(
    vsCodeButton(),
    vsCodeCheckbox(),
    vsCodeDivider(),
    vsCodeLink(),
    vsCodeTextField(),
  );
}

interface ButtonProps {
  readonly children?: ComponentChildren;
  readonly onClick: () => void;
  readonly appearance?: 'primary' | 'secondary' | 'icon';
  /** A codicon's name. */
  readonly icon?: string;
  /** What it does, where the words on it do not say enough. */
  readonly label?: string | undefined;
  readonly pressed?: boolean;
}

/** A button. */
export function Button({ children, onClick, appearance = 'secondary', icon, label, pressed }: ButtonProps) {
  return createElement(
    'vscode-button',
    {
      appearance,
      onClick,
      title: appearance === 'icon' ? label : undefined,
      'aria-label': label,
      'aria-pressed': pressed,
    },
    icon === undefined
      ? undefined
      : createElement('span', {
          class: `codicon codicon-${icon}`,
          slot: appearance === 'icon' ? undefined : 'start',
          'aria-hidden': 'true',
        }),
    children,
  );
}

interface CheckboxProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: ComponentChildren;
  readonly id?: string;
  readonly label?: string;
}

/** A check box that shows what the state says: when the learner clicks, the answer of the editor moves it for good. */
export function Checkbox({ checked, onChange, children, id, label }: CheckboxProps) {
  const element = useRef<HTMLElement & { checked: boolean }>(null);
  useLayoutEffect(() => {
    if (!element.current) return;
    element.current.checked = checked;
    // The toolkit gives itself a name once, when it is first shown; names can change.
    element.current.setAttribute('aria-label', label ?? element.current.textContent);
  });
  return createElement(
    'vscode-checkbox',
    {
      ref: element,
      id,
      // The toolkit also tells about changes that come from the state; those are no wish.
      onChange: () => {
        const now = element.current?.checked;
        if (now !== undefined && now !== checked) onChange(now);
      },
    },
    children,
  );
}

interface LinkProps {
  readonly url: string;
  readonly onOpen: () => void;
  readonly children: ComponentChildren;
}

/** A link to the world outside. It opens through the editor, so the click goes no further. */
export function Link({ url, onOpen, children }: LinkProps) {
  return createElement(
    'vscode-link',
    {
      href: url,
      title: url,
      onClick: (event: Event) => {
        event.preventDefault();
        event.stopPropagation();
        onOpen();
      },
    },
    children,
  );
}

interface TextFieldProps {
  readonly label: string;
  /** What the field belongs to, spoken after the label. */
  readonly of: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly maxLength?: number;
  readonly onInput: (value: string) => void;
  /** Enter was pressed or the field was left after a change. */
  readonly onCommit?: (value: string) => void;
}

/** A line of text with its label above it. */
export function TextField({ label, of, value, placeholder, maxLength, onInput, onCommit }: TextFieldProps) {
  const element = useRef<HTMLElement & { value: string }>(null);
  useLayoutEffect(() => {
    if (!element.current) return;
    if (element.current.value !== value) element.current.value = value;
    element.current.setAttribute('aria-label', `${label}: ${of}`);
  });
  return createElement(
    'vscode-text-field',
    {
      ref: element,
      placeholder,
      maxlength: maxLength,
      onInput: () => onInput(element.current?.value ?? ''),
      onChange: () => onCommit?.(element.current?.value ?? ''),
    },
    label,
  );
}

/** A line between two things. */
export function Divider() {
  return createElement('vscode-divider', {});
}
