import { type ThemeChoice, useTheme } from '../ui/theme.ts';
import { labels } from './labels.ts';

const CHOICES: readonly ThemeChoice[] = ['system', 'light', 'dark'];

/** System, light or dark colours; remembered in this browser only. */
export function ThemeToggle() {
  const { choice, choose } = useTheme();
  return (
    <label className="theme-toggle no-print">
      <span className="theme-toggle-name">{labels.theme}</span>
      <select className="input" value={choice} onChange={(event) => choose(CHOICES.find((one) => one === event.target.value) ?? 'system')}>
        {CHOICES.map((one) => (
          <option key={one} value={one}>
            {labels.themes[one]}
          </option>
        ))}
      </select>
    </label>
  );
}
