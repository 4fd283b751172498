import { providerById } from '../../lib/providers'
import { checkStatus, type Watchable } from '../../lib/status/check'
import { otherSources } from '../../lib/status/other-sources'
import type { StatusSource } from '../../lib/status/report'
import { type Circumstances, reasonToFetch } from '../../lib/status/schedule'

const MINUTE = 60_000
const DAY_START = Date.parse('2026-11-20T00:00:00Z')

/** Bytes of one body, uncompressed, as recorded or (`*`) estimated from a smaller recording. */
const sizes: readonly (readonly [RegExp, number])[] = [
  [/status\.claude\.com/, 5_000],
  [/openai\.com.*components/, 9_000], // * 34 components, from 5.2 KB for 20
  [/openai\.com/, 7_500],
  [/appsstatus/, 400_000],
  [/githubstatus/, 6_000], // *
]

/** What one kind of user does on one day. Times in hours of the day. */
interface User {
  readonly name: string
  readonly chats: readonly { readonly id: string; readonly from: number; readonly to: number }[]
  /** Slow or odd answers that come to nothing, each two minutes long. */
  readonly suspects: readonly { readonly id: string; readonly at: number }[]
  readonly outages: readonly {
    readonly id: string
    readonly from: number
    readonly minutes: number
  }[]
  /** Each a minute long, over the chat's own provider. */
  readonly popups: readonly { readonly id: string; readonly at: number }[]
  readonly watched: readonly string[]
}

/** Outages last as long as the median of the recorded ones: Claude 55 min, ChatGPT 82 min. */
const users: readonly User[] = [
  {
    name: 'A quiet day: two chats open, nothing wrong, popup never opened',
    chats: [
      { id: 'claude', from: 9, to: 17 },
      { id: 'gemini', from: 9, to: 17 },
    ],
    suspects: [],
    outages: [],
    popups: [],
    watched: [],
  },
  {
    name: 'A working day with trouble: three chats, one outage of Claude, four false signs, popup opened ten times',
    chats: [
      { id: 'claude', from: 9, to: 17 },
      { id: 'chatgpt', from: 9, to: 17 },
      { id: 'gemini', from: 9, to: 17 },
    ],
    suspects: [
      { id: 'claude', at: 10 },
      { id: 'chatgpt', at: 11 },
      { id: 'chatgpt', at: 15 },
      { id: 'gemini', at: 16 },
    ],
    outages: [{ id: 'claude', from: 13, minutes: 55 }],
    popups: Array.from({ length: 10 }, (_, i) => ({ id: 'claude', at: 9.3 + i * 0.7 })),
    watched: [],
  },
  {
    name: 'A developer on call: watches Claude, ChatGPT and GitHub Copilot all day, two outages, popup opened twenty times',
    chats: [
      { id: 'claude', from: 8, to: 20 },
      { id: 'chatgpt', from: 8, to: 20 },
    ],
    suspects: [{ id: 'claude', at: 9 }],
    outages: [
      { id: 'claude', from: 10, minutes: 55 },
      { id: 'chatgpt', from: 16, minutes: 82 },
    ],
    popups: Array.from({ length: 20 }, (_, i) => ({
      id: i % 2 ? 'chatgpt' : 'claude',
      at: 8.5 + i * 0.5,
    })),
    watched: ['claude', 'chatgpt', 'github-copilot'],
  },
]

/** `--traffic`: plays one day of each user, minute by minute, against pages that answer. */
export async function traffic(): Promise<number> {
  console.log('| user | requests a day | bytes a day, uncompressed | by page |')
  console.log('|---|---|---|---|')
  for (const user of users) {
    const seen = await play(user)
    const total = [...seen.values()].reduce(
      (sum, page) => ({ requests: sum.requests + page.requests, bytes: sum.bytes + page.bytes }),
      { requests: 0, bytes: 0 },
    )
    const pages = [...seen].map(([host, p]) => `${host} ${p.requests} (${kb(p.bytes)})`).join(', ')
    console.log(`| ${user.name} | ${total.requests} | ${kb(total.bytes)} | ${pages || 'none'} |`)
  }
  return 0
}

const kb = (bytes: number) => (bytes ? `${Math.round(bytes / 1000)} KB` : '0')

async function play(user: User): Promise<Map<string, { requests: number; bytes: number }>> {
  const seen = new Map<string, { requests: number; bytes: number }>()
  const store = new Map<string, unknown>()
  const ids = new Set([...user.chats.map((c) => c.id), ...user.watched])
  let now = DAY_START
  let seed = 1
  const deps = {
    fetch: async (url: string) => {
      const { host } = new URL(url)
      const size = sizes.find(([pattern]) => pattern.test(url))?.[1] ?? 0
      const before = seen.get(host) ?? { requests: 0, bytes: 0 }
      seen.set(host, { requests: before.requests + 1, bytes: before.bytes + size })
      return new Response('{}')
    },
    store: {
      get: async (key: string) => store.get(key),
      set: async (key: string, value: unknown) => void store.set(key, value),
    },
    now: () => now,
    isPermitted: async () => true,
    // Repeatable.
    random: () => {
      seed = (seed * 16807) % 2147483647
      return seed / 2147483647
    },
  }
  for (; now < DAY_START + 24 * 60 * MINUTE; now += MINUTE) {
    const hour = (now - DAY_START) / (60 * MINUTE)
    for (const id of ids) {
      const watchable = watchableOf(id)
      const circumstances = circumstancesOf(user, id, hour, now)
      const reason = reasonToFetch(watchable.status as StatusSource, circumstances)
      const { failingSince } = circumstances
      if (reason) await checkStatus(watchable, reason, { ...deps, failingSince })
    }
  }
  return seen
}

function watchableOf(id: string): Watchable {
  const found = providerById(id) ?? otherSources.find((source) => source.id === id)
  if (!found?.status) throw new Error(`${id} has no status page`)
  // Without its fall-back: the pages of this play all answer.
  const { fallback: _, ...status } = found.status as StatusSource
  return { id, name: found.name, status }
}

const isOutage = (user: User, hour: number) =>
  user.outages.some((o) => hour >= o.from && hour < o.from + o.minutes / 60)

function circumstancesOf(user: User, id: string, hour: number, now: number): Circumstances {
  const chatOpen = user.chats.some((c) => c.id === id && hour >= c.from && hour < c.to)
  const outage = user.outages.find(
    (o) => o.id === id && hour >= o.from && hour < o.from + o.minutes / 60,
  )
  const during = (at: number, minutes: number) => hour >= at && hour < at + minutes / 60
  return {
    chatOpen,
    failingSince: outage ? DAY_START + outage.from * 60 * MINUTE : null,
    suspectSince: user.suspects.some((s) => s.id === id && during(s.at, 2)) ? now : null,
    awaited: false,
    popupOpen: user.popups.some((p) => p.id === id && during(p.at, 1)),
    // While one fails, the pages of those that one could go on with are asked as if watched.
    watched: user.watched.includes(id) || (isOutage(user, hour) && !watchableOf(id).status?.heavy),
  }
}
