import { useState } from 'react';
import type { Theme } from './theme.ts';
import { keepTheme, readTheme, themes } from './theme.ts';

const words: Readonly<Record<Theme, string>> = { system: 'System', light: 'Light', dark: 'Dark' };

/** Chooses light, dark or what the system says. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState(readTheme);
  const choose = (next: Theme) => {
    keepTheme(next);
    setTheme(next);
  };
  return (
    <label className="theme-switch">
      <span className="unseen">Colours</span>
      <select value={theme} onChange={(event) => choose(event.target.value as Theme)}>
        {themes.map((name) => (
          <option key={name} value={name}>
            {words[name]}
          </option>
        ))}
      </select>
    </label>
  );
}
