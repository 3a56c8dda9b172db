/** The minutes of "~2 hours", "22+ hours", "1h 17m" or "45 min"; nothing where that is not certain ("3 hours/week", "2–3 h"). */
export function parseLength(text: string): number | undefined {
  const match = pattern.exec(text.trim());
  if (!match) return undefined;
  const { hours = '0', minutes = '0' } = match.groups ?? {};
  const total = Math.round(Number(hours) * 60 + Number(minutes));
  return total > 0 && Number.isSafeInteger(total) ? total : undefined;
}

const about = String.raw`(?:(?:~|≈|about|around|approx\.?|over)\s*)?`;
const hours = String.raw`(?<hours>\d+(?:\.\d+)?)\s*\+?\s*(?:hours?|hrs?|h)`;
const minutes = String.raw`(?<minutes>\d+)\s*\+?\s*(?:minutes?|mins?|m)`;
const ofWhat = String.raw`(?:\s+of\s+[^\d/]+|\s+(?:total|in all))?`;
const pattern = new RegExp(`^${about}(?:${hours})?(?:\\s*(?:and\\s+)?${minutes})?\\.?${ofWhat}$`, 'i');
