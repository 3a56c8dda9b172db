interface SelectProps<T extends string> {
  readonly label: string;
  /** Shows the label before the field; otherwise it is only spoken. */
  readonly isLabelShown?: boolean;
  /** Without a border until it is needed, for rows that repeat. */
  readonly isQuiet?: boolean;
  readonly value: T;
  readonly options: readonly (readonly [value: T, words: string])[];
  readonly onChange: (value: T) => void;
}

/**
 * One of a few. The browser's own element: a phase shows a hundred of these, all of them within reach of the keyboard,
 * and the toolkit's drop-down is clipped by what scrolls.
 */
export function Select<T extends string>({ label, isLabelShown, isQuiet, value, options, onChange }: SelectProps<T>) {
  const field = (
    <select
      class={isQuiet ? 'select quiet' : 'select'}
      aria-label={isLabelShown ? undefined : label}
      value={value}
      onChange={({ currentTarget }) => {
        const chosen = options.find(([option]) => option === currentTarget.value);
        // The state moves the field; until then it shows what holds.
        currentTarget.value = value;
        if (chosen) onChange(chosen[0]);
      }}
    >
      {options.map(([option, words]) => (
        <option key={option} value={option}>
          {words}
        </option>
      ))}
    </select>
  );
  return isLabelShown ? (
    <label class="labelled">
      <span>{label}</span>
      {field}
    </label>
  ) : (
    field
  );
}
