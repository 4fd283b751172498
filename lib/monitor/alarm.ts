import { browser } from 'wxt/browser'

const NAME = 'watch'

export const isWatchAlarm = (name: string): boolean => name === NAME

/** A minute from now and each minute after, unless it rings that often already. */
export async function ringSoon(): Promise<void> {
  if ((await browser.alarms.get(NAME))?.periodInMinutes !== 1) await ringEvery(1)
}

/** Rings every so many minutes from now on; `null`: never. Both browsers forget alarms at a restart. */
export async function ringEvery(minutes: number | null): Promise<void> {
  if (minutes === null) await browser.alarms.clear(NAME)
  else await browser.alarms.create(NAME, { periodInMinutes: minutes, delayInMinutes: minutes })
}
