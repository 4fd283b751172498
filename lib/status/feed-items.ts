import { decodeXML } from 'entities/decode'
import { XMLParser } from 'fast-xml-parser'
import * as v from 'valibot'
import { type Unreadable, unreadable } from './page'

/** One entry of a feed, RSS or Atom. Strings are decoded once: HTML is still HTML. */
export interface FeedItem {
  readonly id: string
  readonly title: string
  readonly link: string | null
  readonly html: string
  readonly categories: readonly string[]
  /** When it was first published, as written. */
  readonly published: string | null
  readonly updated: string | null
}

export interface Feed {
  /** The address that the feed belongs to. */
  readonly link: string | null
  readonly items: readonly FeedItem[]
}

/** No status feed needs more entries; they come newest first. */
const MAX_ITEMS = 100

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  textNodeName: '#',
  parseTagValue: false,
  parseAttributeValue: false,
  // Entity definitions are a way to make a small body large. The five of XML are decoded by `text`.
  processEntities: false,
  maxNestedTags: 20,
  isArray: (name: string) => ['item', 'entry', 'category', 'link'].includes(name),
})

/** An element's text: a string, or an object when it has attributes; `""` when it is empty. */
const text = v.nullish(
  v.pipe(
    v.union([
      v.string(),
      v.pipe(
        v.object({ '#': v.nullish(v.string()) }),
        v.transform((element) => element['#'] ?? ''),
      ),
    ]),
    v.transform((raw) => decodeXML(raw)),
  ),
)
const links = v.nullish(
  v.array(
    v.union([
      v.string(),
      v.object({ '@href': v.nullish(v.string()), '@rel': v.nullish(v.string()) }),
    ]),
  ),
)
type Links = v.InferOutput<typeof links>

/** Elements that may be missing altogether come as `""`. */
const orNothing = <S extends v.GenericSchema>(schema: S) =>
  v.union([
    schema,
    v.pipe(
      v.literal(''),
      v.transform(() => null),
    ),
  ])

const rssItem = v.object({
  title: text,
  link: links,
  guid: text,
  description: text,
  pubDate: text,
  category: v.nullish(v.array(text)),
})
const atomEntry = v.object({
  id: text,
  title: text,
  link: links,
  content: text,
  summary: text,
  published: text,
  updated: text,
})
const document = v.object({
  rss: v.nullish(
    v.object({ channel: v.object({ link: links, item: v.nullish(v.array(orNothing(rssItem))) }) }),
  ),
  feed: v.nullish(v.object({ link: links, entry: v.nullish(v.array(orNothing(atomEntry))) })),
})

/** Parses an RSS or Atom feed, at most its newest hundred entries. Never throws. */
export function parseFeed(body: string): Feed | Unreadable {
  if (!/^\s*(?:<\?xml|<rss|<feed)/.test(body.replace('\ufeff', ''))) {
    return unreadable(/^\s*</.test(body) ? 'sent a web page instead of a feed' : 'sent no feed')
  }
  let tree: unknown
  try {
    // `true`: what is not well-formed is refused, not guessed at.
    tree = parser.parse(body, true)
  } catch {
    return unreadable('sent a broken feed')
  }
  const parsed = v.safeParse(document, tree)
  if (!parsed.success) return unreadable('sent a feed of a shape that we do not know')
  const { rss, feed } = parsed.output
  if (rss) {
    return {
      link: linkOf(rss.channel.link),
      items: present(rss.channel.item).map((item) => ({
        id: item.guid ?? linkOf(item.link) ?? item.title ?? '',
        title: item.title ?? '',
        link: linkOf(item.link),
        html: item.description ?? '',
        categories: (item.category ?? []).flatMap((c) => (c ? [c.toLowerCase()] : [])),
        published: item.pubDate ?? null,
        updated: null,
      })),
    }
  }
  if (feed) {
    return {
      link: linkOf(feed.link),
      items: present(feed.entry).map((entry) => ({
        id: entry.id ?? linkOf(entry.link) ?? entry.title ?? '',
        title: entry.title ?? '',
        link: linkOf(entry.link),
        html: entry.content ?? entry.summary ?? '',
        categories: [],
        published: entry.published ?? null,
        updated: entry.updated ?? null,
      })),
    }
  }
  return unreadable('sent a web page instead of a feed')
}

const present = <T>(items: readonly (T | null)[] | null | undefined): T[] =>
  (items ?? []).filter((item) => item !== null).slice(0, MAX_ITEMS)

/** RSS writes the address as text, Atom as `href`, of which the `alternate` one is for people. */
function linkOf(some: Links): string | null {
  for (const link of some ?? []) {
    if (typeof link === 'string') return decodeXML(link)
    if (link['@href'] && (link['@rel'] ?? 'alternate') === 'alternate')
      return decodeXML(link['@href'])
  }
  return null
}
