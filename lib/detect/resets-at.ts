/**
 * When a usage limit ends, read from the site's sentence. Takes the text and `now` (epoch ms, whose
 * local time zone is the user's); returns epoch ms in the future, `null` when the text does not say.
 */
export function resetTime(text: string, now: number): number | null {
  return relative(text, now) ?? absolute(text, now)
}

const UNITS: readonly (readonly [RegExp, number])[] = [
  [
    /(\d{1,3})\s*(?:d\b|days?|tage?n?|jours?|d[ií]as?|dias?|giorni?|dagen?|dni|gün|дн|день|дней|天|日(?:後|间)|일)/i,
    86_400_000,
  ],
  [
    /(\d{1,3})\s*(?:h\b|hrs?|hours?|stunden?|heures?|horas?|ore|ora|uur|godzin|saat|час|годин|小时|小時|時間|시간)/i,
    3_600_000,
  ],
  [
    /(\d{1,3})\s*(?:m\b|mins?|minutes?|minuten?|minutos?|minuti|minut|dakika|мин|хв|分钟|分鐘|分(?:後|間)?|분)/i,
    60_000,
  ],
  [
    /(\d{1,3})\s*(?:s\b|secs?|seconds?|sekunden?|secondes?|segundos?|secondi|saniye|сек|秒|초)/i,
    1000,
  ],
]

/** "in 3 hours", "dans 2 h 30 min", "3時間後". */
function relative(text: string, now: number): number | null {
  if (
    !/\b(?:in|after|wait|within|dans|en|em|tra|fra|over|za|через|за)\s*~?\d|\d+\s*\S*\s*(?:later|后|後|뒤|후|sonra|remaining|left)|等待/i.test(
      text,
    )
  ) {
    return null
  }
  let sum = 0
  for (const [pattern, ms] of UNITS) {
    const amount = Number(pattern.exec(text)?.[1] ?? 0)
    sum += amount * ms
  }
  return sum > 0 && sum < 40 * 86_400_000 ? now + sum : null
}

/** "at 19:00", "until 3 PM", "um 15 Uhr", "à 15 h", "下午3:00", "오후 3:00". */
function absolute(text: string, now: number): number | null {
  const clock = clockTime(text)
  if (!clock) return null
  const at = new Date(now)
  at.setHours(clock.hours, clock.minutes, 0, 0)
  const day = weekday(text)
  if (day !== null) at.setDate(at.getDate() + ((day - at.getDay() + 7) % 7))
  if (at.getTime() <= now) at.setDate(at.getDate() + (day === null ? 1 : 7))
  return at.getTime()
}

function clockTime(text: string): { hours: number; minutes: number } | null {
  const half =
    /(上午|午前|오전|下午|午後|오후)?\s*(\d{1,2})[:：.h時시点](\d{2})?(?:分|분)?\s*([ap]\.?\s?m\b\.?)?/i.exec(
      text,
    )
  const bare = /(?:\b|^)(\d{1,2})\s*([ap]\.?\s?m\b\.?|uhr\b|h\b|uur\b|ч\b)/i.exec(text)
  const match = half?.[3] || half?.[1] || (half && /[時시点]/.test(half[0])) ? half : null
  const hours = Number(match ? match[2] : bare?.[1])
  const minutes = Number(match?.[3] ?? 0)
  const mark = (match ? (match[4] ?? match[1] ?? '') : (bare?.[2] ?? '')).toLowerCase()
  if (Number.isNaN(hours) || hours > 24 || minutes > 59) return null
  const later = /^p|下午|午後|오후/.test(mark) && hours < 12
  const midnight = /^a|上午|午前|오전/.test(mark) && hours === 12
  return { hours: (later ? hours + 12 : midnight ? 0 : hours) % 24, minutes }
}

const DAYS: readonly RegExp[] = [
  /\bsun(?:day)?\b|sonntag|dimanche|domingo|domenica|zondag|niedziel|воскресен|日曜|周日|星期日|일요일/i,
  /\bmon(?:day)?\b|montag|\blundi|\blunes|segunda|lunedi|maandag|poniedzia|понедельник|月曜|周一|星期一|월요일/i,
  /\btue(?:s|sday)?\b|dienstag|\bmardi|martes|ter[cç]a|martedi|dinsdag|wtorek|вторник|火曜|周二|星期二|화요일/i,
  /\bwed(?:nesday)?\b|mittwoch|mercredi|mi[eé]rcoles|quarta|mercoledi|woensdag|[sś]rod|сред[ау]|水曜|周三|星期三|수요일/i,
  /\bthu(?:rs|rsday)?\b|donnerstag|\bjeudi|jueves|quinta|gioved|donderdag|czwart|четверг|木曜|周四|星期四|목요일/i,
  /\bfri(?:day)?\b|freitag|vendredi|viernes|sexta|venerd|vrijdag|pi[aą]tek|пятниц|金曜|周五|星期五|금요일/i,
  /\bsat(?:urday)?\b|samstag|samedi|s[aá]bado|sabato|zaterdag|sobot|суббот|土曜|周六|星期六|토요일/i,
]

function weekday(text: string): number | null {
  const day = DAYS.findIndex((pattern) => pattern.test(text))
  return day < 0 ? null : day
}
