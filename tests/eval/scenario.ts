import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'

const base = { t_ms: v.pipe(v.number(), v.minValue(0)), tab: v.optional(v.string()) }
const headers = v.optional(v.record(v.string(), v.unknown()))
const status = v.optional(v.number())
const error = v.optional(v.string())

const event = v.variant('type', [
  v.object({
    ...base,
    type: v.literal('navigate'),
    url: v.string(),
    status,
    error,
    headers,
    title: v.optional(v.string()),
    same_document: v.optional(v.boolean()),
  }),
  v.object({ ...base, type: v.literal('hydrated'), composer: v.optional(v.boolean()) }),
  v.object({ ...base, type: v.literal('input'), text: v.optional(v.string()) }),
  v.object({
    ...base,
    type: v.literal('submit'),
    text: v.optional(v.string()),
    via: v.optional(v.string()),
  }),
  v.object({
    ...base,
    type: v.literal('request'),
    url: v.string(),
    method: v.optional(v.string()),
    status,
    error,
    resource_type: v.optional(v.string()),
    start_ms: v.optional(v.number()),
    headers,
  }),
  v.object({
    ...base,
    type: v.literal('request_start'),
    url: v.string(),
    method: v.optional(v.string()),
    resource_type: v.optional(v.string()),
  }),
  // Bytes inside a stream are seen by a hook in the page's own world only, which we do not have.
  v.object({ ...base, type: v.literal('stream') }),
  v.object({ ...base, type: v.literal('stream_end') }),
  v.object({
    ...base,
    type: v.literal('dom_add'),
    where: v.string(),
    ref: v.optional(v.string()),
    html: v.optional(v.string()),
    text: v.optional(v.string()),
    initial: v.optional(v.boolean()),
  }),
  v.object({
    ...base,
    type: v.literal('dom_update'),
    ref: v.string(),
    html: v.optional(v.string()),
    text: v.optional(v.string()),
  }),
  v.object({
    ...base,
    type: v.literal('dom_progress'),
    ref: v.optional(v.string()),
    kind: v.optional(v.string()),
    chars: v.optional(v.number()),
  }),
  v.object({ ...base, type: v.literal('dom_remove'), ref: v.string() }),
  v.object({ ...base, type: v.literal('visibility'), state: v.picklist(['visible', 'hidden']) }),
  v.object({ ...base, type: v.literal('offline') }),
  v.object({ ...base, type: v.literal('online') }),
  v.object({ ...base, type: v.literal('network_change') }),
  v.object({ ...base, type: v.literal('sleep'), ms: v.number() }),
  v.object({
    ...base,
    type: v.literal('net_env'),
    control_ok: v.optional(v.boolean()),
    provider_ok: v.optional(v.boolean()),
    captive: v.optional(v.boolean()),
  }),
  v.object({
    ...base,
    type: v.literal('status_page'),
    component: v.optional(v.string()),
    status: v.optional(v.string()),
    incident: v.optional(v.string()),
    opened_ms_ago: v.optional(v.number()),
    error: v.optional(v.union([v.string(), v.number(), v.boolean()])),
  }),
  v.object({ ...base, type: v.literal('context'), model_mode: v.optional(v.string()) }),
  v.object({ ...base, type: v.literal('ui'), action: v.string() }),
  v.object({ ...base, type: v.literal('storage'), key: v.string(), value: v.unknown() }),
  v.object({ ...base, type: v.literal('ext_reload') }),
  v.object({ ...base, type: v.literal('sw_restart') }),
  v.object({ ...base, type: v.literal('tick') }),
])

const scenario = v.object({
  id: v.string(),
  provider: v.string(),
  truth: v.string(),
  events: v.array(event),
  expect: v.object({
    verdict: v.string(),
    detected_by_ms: v.nullable(v.number()),
    not_before_ms: v.nullish(v.number()),
    accept: v.nullish(v.array(v.string())),
    recovered_by_ms: v.nullish(v.number()),
  }),
})

export type ScenarioEvent = v.InferOutput<typeof event>
export type Scenario = v.InferOutput<typeof scenario>

/** What the replay is given: nothing of the answer, not even the name. */
export interface Timeline {
  readonly provider: string
  readonly events: readonly ScenarioEvent[]
}

export interface Loaded {
  readonly scenarios: readonly Scenario[]
  /** Files that are no scenarios, with the reason. */
  readonly errors: readonly { readonly file: string; readonly reason: string }[]
}

/** Reads every `*.json` of a folder. Throws when the folder itself cannot be read. */
export function loadScenarios(folder: string): Loaded {
  const scenarios: Scenario[] = []
  const errors: { file: string; reason: string }[] = []
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()) {
    try {
      const parsed = v.safeParse(scenario, parse(readFileSync(join(folder, file), 'utf8')))
      if (parsed.success) scenarios.push(parsed.output)
      else errors.push({ file, reason: reasonOf(parsed.issues[0]) })
    } catch (error) {
      errors.push({ file, reason: error instanceof Error ? error.message : String(error) })
    }
  }
  return { scenarios, errors }
}

/** A field of an event that is `null` says as much as one that is missing. */
function parse(text: string): unknown {
  const value: unknown = JSON.parse(text)
  if (typeof value !== 'object' || value === null || !('events' in value)) return value
  const { events } = value
  if (!Array.isArray(events)) return value
  const filled = (event: unknown) =>
    typeof event === 'object' && event !== null
      ? Object.fromEntries(Object.entries(event).filter(([, field]) => field !== null))
      : event
  return { ...value, events: events.map(filled) }
}

const reasonOf = (issue: v.BaseIssue<unknown>) =>
  `${v.getDotPath(issue) ?? '(root)'}: ${issue.message}`
