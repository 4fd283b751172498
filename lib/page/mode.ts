import type { TurnMode } from '../detect/report'

/** Model and mode names are brands and are not translated; the few that are come in the sites' languages. */
const AGENT =
  /deep\s*re?search|research|agent|operator|computer use|recherche|forschung|investigaci[oó]n|ricerca|pesquisa|onderzoek|badani|исследован|дослідж|araştırma|研究|リサーチ|리서치|연구|(?:gpt|\bo\d)[-\s\w.]*\bpro\b|^\s*pro\b|\bheavy\b|\blabs\b/i
const IMAGE =
  /\bimages?\b|\bimagine\b|imagen\b|\bvideo\b|\bveo\b|\bsora\b|dall|nano banana|bild|imágenes?|immagin|imagem|obraz|изображ|图像|圖像|画像|이미지/i
const REASONING =
  /think|reason|thought|extended|\bexpert\b|\bpro\b|\bopus\b|\bfable\b|\bmythos\b|\br1\b|\bo[134](?:-|\b)|deepthink|denk|réflexion|raisonn|razona|pensa|ragiona|рассужд|думаю|düşün|推理|思考|深度|추론|사고/i

/**
 * How patient to be, by what the model picker and the mode chips say. Empty or missing labels give
 * `null`: nobody knows, so the slow row has to be used.
 */
export function modeOf(labels: readonly string[]): TurnMode | null {
  const text = labels.join(' ').trim()
  if (text === '') return null
  if (AGENT.test(text)) return 'agent'
  if (IMAGE.test(text)) return 'image'
  if (REASONING.test(text)) return 'reasoning'
  return 'fast'
}
