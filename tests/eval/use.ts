import { MARKUP } from './markup'
import type { ScenarioEvent, Timeline } from './scenario'

/** A repeatable source of chance (mulberry32). */
export function chance(seed: number): () => number {
  let a = seed >>> 0
  return () => {
    a = (a + 0x6d2b79f5) >>> 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const SITES: Readonly<Record<string, { url: string; completion: string; poll: string }>> = {
  claude: {
    url: 'https://claude.ai/chat/7c1f0a52-3f0e-4d8e-9a57-0c2b6f1d9e11',
    completion:
      'https://claude.ai/api/organizations/1/chat_conversations/7c1f0a52-3f0e-4d8e-9a57-0c2b6f1d9e11/completion',
    poll: 'https://claude.ai/api/organizations/1/notifications',
  },
  chatgpt: {
    url: 'https://chatgpt.com/c/68f0a1b2-3c4d-4e5f-8a9b-0c1d2e3f4a5b',
    completion: 'https://chatgpt.com/backend-api/f/conversation',
    poll: 'https://chatgpt.com/backend-api/notifications',
  },
  gemini: {
    url: 'https://gemini.google.com/app/5d1c9be07f3a2468',
    completion:
      'https://gemini.google.com/_/BardChatUi/data/assistant.lamda.BardFrontendService/StreamGenerate?rt=c',
    poll: 'https://gemini.google.com/_/BardChatUi/data/batchexecute?rpcids=x',
  },
}

/** Turns that work, in all their variety. */
type Habit =
  | 'plain'
  | 'thinks'
  | 'pictures'
  | 'attaches'
  | 'stops'
  | 'aborts'
  | 'regenerates'
  | 'hides'
  | 'sleeps'
  | 'switches'
  | 'changes network'

const HABITS: readonly Habit[] = [
  'plain',
  'plain',
  'plain',
  'plain',
  'thinks',
  'pictures',
  'attaches',
  'stops',
  'aborts',
  'regenerates',
  'hides',
  'sleeps',
  'switches',
  'changes network',
]

/** Ways in which a turn fails that nobody can mistake, each given several times in a row. */
export const FAULTS = ['500', '529', 'reset', 'silence', 'error box', 'empty'] as const
export type Fault = (typeof FAULTS)[number]

/**
 * Half an hour of use of one site, from a seed: healthy all the way, or with one fault that sets in
 * at about two thirds and stays for at least three prompts.
 */
export function simulateUse(seed: number, fault: Fault | null): Timeline & { faultAt: number } {
  const random = chance(seed)
  const names = Object.keys(SITES)
  const provider = names[Math.floor(random() * names.length)] as string
  const site = SITES[provider] as (typeof SITES)[string]
  const markup = MARKUP[provider] as (typeof MARKUP)[string]
  const events: ScenarioEvent[] = []
  const put = (event: ScenarioEvent) => events.push(event)
  const between = (low: number, high: number) => low + random() * (high - low)
  /** Log-normal: measured first tokens have p95 at about 2.3 times the median. */
  const wait = (median: number, max: number) => {
    const normal = Math.sqrt(-2 * Math.log(random() || 1e-9)) * Math.cos(2 * Math.PI * random())
    return Math.min(max, median * Math.exp(0.51 * normal))
  }
  let t = 0
  let turn = 0
  put({ type: 'net_env', t_ms: 0, control_ok: true, provider_ok: true })
  const open = () => {
    put({ type: 'navigate', t_ms: t, url: site.url, status: 200 })
    t += between(600, 3000)
    put({ type: 'hydrated', t_ms: t, composer: true })
    t += between(1000, 4000)
  }
  const request = (at: number, status: number | null, error?: string) =>
    put({
      type: 'request',
      t_ms: at,
      url: site.completion,
      method: 'POST',
      resource_type: 'xmlhttprequest',
      start_ms: at - 200,
      ...(status === null ? { error: error ?? 'net::ERR_FAILED' } : { status }),
    })
  const submit = () => {
    turn += 1
    put({ type: 'input', t_ms: t, text: `Question ${turn}` })
    t += between(300, 2000)
    put({ type: 'submit', t_ms: t, via: 'enter' })
    put({
      type: 'dom_add',
      t_ms: t + 60,
      where: 'user_message',
      ref: `u${turn}`,
      html: markup.user.replace('{}', `Question ${turn}`),
    })
    put({
      type: 'dom_add',
      t_ms: t + 120,
      where: 'stop_button',
      ref: `s${turn}`,
      html: markup.stop,
    })
  }
  const stopShown = (at: number) => put({ type: 'dom_remove', t_ms: at, ref: `s${turn}` })
  const write = (from: number, to: number, chars: number) => {
    const ref = `a${turn}`
    put({
      type: 'dom_add',
      t_ms: from,
      where: 'assistant_message',
      ref,
      html: markup.answer.replace('{}', ''),
    })
    const steps = 3 + Math.floor(random() * 12)
    for (let i = 0; i < steps; i += 1) {
      const at = from + 50 + ((to - from) * i) / steps
      put({ type: 'dom_progress', t_ms: at, ref, kind: 'text', chars: Math.ceil(chars / steps) })
    }
  }
  const healthyTurn = () => {
    const habit = HABITS[Math.floor(random() * HABITS.length)] as Habit
    const mode = habit === 'thinks' ? 'reasoning' : habit === 'pictures' ? 'image' : 'fast'
    put({ type: 'context', t_ms: t, model_mode: mode })
    if (habit === 'attaches') put({ type: 'ui', t_ms: t, action: 'attach_file' })
    submit()
    const first =
      habit === 'thinks'
        ? wait(40_000, 280_000)
        : habit === 'pictures'
          ? wait(45_000, 200_000)
          : habit === 'attaches'
            ? wait(8000, 100_000)
            : wait(2500, 28_000)
    const begin = t + first
    const end = begin + between(2000, 30_000)
    if (habit !== 'changes network') request(t + between(200, Math.min(first, 2000)), 200)
    if (habit === 'stops' || habit === 'aborts') {
      if (random() < 0.5) write(begin, begin + 1500, 200)
      const at = begin + 2000
      if (habit === 'stops') put({ type: 'ui', t_ms: at, action: 'stop' })
      request(at + 20, null, random() < 0.5 ? 'net::ERR_ABORTED' : 'NS_BINDING_ABORTED')
      stopShown(at + 60)
      t = at
    } else if (habit === 'sleeps') {
      write(begin, begin + 2000, 300)
      const ms = between(60_000, 3_600_000)
      put({ type: 'sleep', t_ms: begin + 3000, ms })
      t = begin + 3000 + ms
      request(t + 200, null, 'net::ERR_NETWORK_IO_SUSPENDED')
      put({
        type: 'dom_add',
        t_ms: t + 400,
        where: 'inline_error',
        ref: `e${turn}`,
        html: markup.error.replace('{}', 'Network error'),
      })
      stopShown(t + 500)
      t += 22_000
    } else if (habit === 'changes network') {
      request(t + 1500, null, 'net::ERR_NETWORK_CHANGED')
      request(t + 6000, 200)
      write(t + 8000, t + 12_000, 700)
      stopShown(t + 12_300)
      t += 12_300
    } else if (habit === 'switches') {
      put({ type: 'ui', t_ms: t + 4000, action: 'switch_chat' })
      stopShown(t + 4050)
      t += 4100
    } else {
      if (habit === 'hides') {
        put({ type: 'visibility', t_ms: t + 500, state: 'hidden' })
        put({ type: 'visibility', t_ms: end + between(5000, 200_000), state: 'visible' })
      }
      write(begin, end, 200 + Math.floor(random() * 3000))
      stopShown(end + 300)
      t = habit === 'hides' ? end + 205_000 : end + 300
      if (habit === 'regenerates') {
        t += 3000
        put({ type: 'dom_add', t_ms: t, where: 'stop_button', ref: `g${turn}`, html: markup.stop })
        request(t + 400, 200)
        put({ type: 'dom_progress', t_ms: t + 3000, ref: `a${turn}`, kind: 'text', chars: 300 })
        put({ type: 'dom_remove', t_ms: t + 6000, ref: `g${turn}` })
        t += 6000
      }
    }
    t += between(2000, 60_000)
  }
  const faultyTurn = (kind: Fault) => {
    put({ type: 'context', t_ms: t, model_mode: 'fast' })
    submit()
    const at = t + between(400, 1500)
    if (kind === '500' || kind === '529') {
      for (let i = 0; i < 3; i += 1) request(at + i * 6000, Number(kind))
      t = at + 13_000
    } else if (kind === 'reset') {
      for (let i = 0; i < 4; i += 1) request(at + i * 2000, null, 'net::ERR_CONNECTION_RESET')
      t = at + 8000
    } else if (kind === 'silence') {
      request(at, 200)
      t = at + 120_000
    } else if (kind === 'error box') {
      request(at, 200)
      put({
        type: 'dom_add',
        t_ms: at + 2000,
        where: 'inline_error',
        ref: `e${turn}`,
        html: markup.error.replace('{}', 'Something went wrong. Please try again.'),
      })
      t = at + 2100
    } else {
      request(at, 200)
      t = at + 3000
    }
    stopShown(t)
    t += between(6000, 25_000)
  }
  const noise = () => {
    const at = t + between(0, 5000)
    const dice = random()
    if (dice < 0.3) {
      put({
        type: 'request',
        t_ms: at,
        url: 'https://browser-intake-datadoghq.com/api/v2/rum',
        method: 'POST',
        status: 503,
        resource_type: 'xmlhttprequest',
      })
    } else if (dice < 0.35) {
      put({
        type: 'request',
        t_ms: at,
        url: site.poll,
        method: 'GET',
        status: 503,
        resource_type: 'xmlhttprequest',
      })
    } else if (dice < 0.45) {
      put({
        type: 'request',
        t_ms: at,
        url: site.poll,
        method: 'GET',
        error: 'net::ERR_ABORTED',
        resource_type: 'xmlhttprequest',
      })
    }
  }
  open()
  let faultAt = Number.POSITIVE_INFINITY
  const until = (fault ? 20 : 30) * 60_000
  while (t < until) {
    noise()
    if (random() < 0.04) open()
    healthyTurn()
  }
  if (fault) {
    faultAt = t
    if (fault === 'reset') put({ type: 'net_env', t_ms: t, control_ok: true, provider_ok: false })
    for (let i = 0; i < 3; i += 1) faultyTurn(fault)
  }
  put({ type: 'tick', t_ms: t + 5000 })
  return { provider, events: [...events].sort((a, b) => a.t_ms - b.t_ms), faultAt }
}
