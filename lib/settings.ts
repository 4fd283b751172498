import * as v from 'valibot'
import { browser } from 'wxt/browser'

const names = v.pipe(v.array(v.pipe(v.string(), v.maxLength(100))), v.maxLength(100))

/** The user's choices, as they may be stored and sent. A missing or spoilt key takes its default. */
export const settingsShape = v.object({
  /** Show the notice in the page. */
  notices: v.boolean(),
  /** Remember the conversations of open chats, in memory, so that they can be taken along. */
  conversations: v.boolean(),
  /** Providers whose status is watched without a chat open. */
  watched: names,
  /** Providers that the user switched off. */
  off: names,
  /** Preferred order of alternatives, best first; the rest follow. */
  preferred: names,
  /** How long an answered prompt is kept, in hours. */
  answeredHours: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(24 * 365)),
  /** How long a prompt without an answer is kept, in days. */
  unansweredDays: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3650)),
})

export type Settings = Readonly<v.InferOutput<typeof settingsShape>>

export const defaultSettings: Settings = {
  notices: true,
  conversations: false,
  watched: [],
  off: [],
  preferred: [],
  answeredHours: 24,
  unansweredDays: 30,
}

const KEY = 'settings'

/** The user's choices, key by key, so that one spoilt value does not undo the others. */
export async function readSettings(): Promise<Settings> {
  const stored: unknown = (await browser.storage.local.get(KEY))[KEY]
  const row = v.safeParse(v.record(v.string(), v.unknown()), stored)
  if (!row.success) return defaultSettings
  const valid = Object.entries(settingsShape.entries).flatMap(([key, shape]) => {
    const value = v.safeParse(shape as v.GenericSchema, row.output[key])
    return value.success ? [[key, value.output]] : []
  })
  return { ...defaultSettings, ...Object.fromEntries(valid) }
}

/** Stores what changed and returns all of it. */
export async function changeSettings(change: Partial<Settings>): Promise<Settings> {
  const settings = { ...(await readSettings()), ...change }
  await browser.storage.local.set({ [KEY]: settings })
  return settings
}
