import { describe, expect, it } from 'vitest'
import { classifyText, isApology, plain } from '../../../lib/detect/classify-text'
import type { TextKind } from '../../../lib/detect/said'

/** Sentences of our own: what a site might say, in its languages. */
const SAID: readonly (readonly [TextKind | null, string])[] = [
  ['capacity', 'Our servers are overloaded at the moment.'],
  ['capacity', 'Derzeit sind zu viele Nutzer online, die Server sind überlastet.'],
  ['capacity', 'Le service est saturé, réessayez plus tard.'],
  ['capacity', 'El servidor está muy ocupado ahora.'],
  ['capacity', 'Сервер перегружен, попробуйте позже.'],
  ['capacity', 'サーバーが混雑しています。'],
  ['capacity', '服务器正忙，请稍后再试'],
  ['capacity', '서버가 과부하 상태입니다.'],
  ['capacity', 'الخادم مشغول حاليًا'],
  ['capacity', 'Serverul este suprasolicitat: capacitatea a fost atinsă.'],
  ['outage', 'The assistant is temporarily unavailable.'],
  ['outage', 'Der Dienst ist vorübergehend nicht verfügbar.'],
  ['outage', 'Il servizio non è al momento disponibile.'],
  ['outage', 'Usługa jest chwilowo niedostępna.'],
  ['outage', 'Dịch vụ hiện không khả dụng.'],
  ['outage', 'Сервис временно недоступен.'],
  ['gateway', '502 Bad Gateway'],
  ['gateway', 'Error code 520'],
  ['generic', 'Etwas ist schiefgelaufen.'],
  ['generic', 'Une erreur s’est produite.'],
  ['generic', 'Algo salió mal.'],
  ['generic', 'Bir hata oluştu.'],
  ['generic', 'Произошла ошибка.'],
  ['generic', 'エラーが発生しました。'],
  ['generic', '出现错误'],
  ['generic', 'เกิดข้อผิดพลาด'],
  ['generic', 'एक त्रुटि हुई'],
  ['generic', 'אירעה שגיאה'],
  ['generic', 'ఏదో తప్పు జరిగింది.'],
  ['generic', 'خطایی رخ داد.'],
  ['generic', 'ஏதோ தவறு நேர்ந்தது.'],
  ['generic', 'Kuna tatizo limetokea.'],
  ['generic', 'Svaret kunne ikke vises.'],
  ['generic', 'Не удалось показать ответ.'],
  ['capacity', 'سرورها الان شلوغ هستند.'],
  ['usage_limit', 'ನಿಮ್ಮ ಮಿತಿ ಮುಗಿದಿದೆ.'],
  [null, 'این دستیار ممکن است اشتباه کند.'],
  ['numbered', 'مشکلی پیش آمد (۱۰۷۶)'],
  ['numbered', 'Something went wrong (1099)'],
  ['numbered', 'Une erreur s’est produite (1076)'],
  ['usage_limit', 'Something went wrong (1037)'],
  ['usage_limit', 'Something went wrong (1037) Get a bigger plan for higher limits'],
  ['auth', 'The assistant is not available for this account.'],
  ['auth', 'This service is unavailable. Ask your administrator to turn it on.'],
  ['auth', 'Der Dienst ist in Ihrem Land nicht verfügbar.'],
  ['auth', 'Ce service n’est pas disponible dans votre pays.'],
  ['auth', 'Сервис недоступен в вашей стране.'],
  ['auth', 'このサービスはお住まいの地域では利用できません。'],
  ['auth', '该服务在您所在的地区不可用'],
  ['outage', 'The service is unavailable. Contact the server administrator.'],
  ['model', 'This model is not available right now.'],
  ['model', 'Das Modell ist derzeit nicht verfügbar.'],
  ['interrupted', 'The answer was interrupted.'],
  ['network', 'Could not connect. Check your network.'],
  ['network', 'Не удалось подключиться к серверу, проверьте соединение.'],
  ['usage_limit', 'You have reached your daily limit.'],
  ['usage_limit', 'Dein Nachrichtenlimit ist erreicht.'],
  ['usage_limit', 'Has alcanzado el límite de mensajes.'],
  ['usage_limit', '利用上限に達しました。'],
  ['usage_limit', '您的额度已用完'],
  ['usage_limit', '메시지 한도를 모두 사용했습니다.'],
  ['rate_limit', 'Too many requests, slow down.'],
  ['rate_limit', 'Zu viele Anfragen.'],
  ['rate_limit', '发送过于频繁'],
  ['policy', 'This may violate our policies.'],
  ['policy', 'Dies verstößt gegen unsere Richtlinien.'],
  ['policy', 'この内容はポリシーに違反しています。'],
  ['auth', 'Please sign in again.'],
  ['auth', 'Ihre Sitzung ist abgelaufen.'],
  ['auth', 'Veuillez vous authentifier de nouveau.'],
  ['length', 'Your message is too long.'],
  ['length', 'Deine Nachricht ist zu lang.'],
  ['not_found', 'Conversation not found.'],
  ['feature', 'Failed to upload the file.'],
  ['feature', 'Die Datei konnte nicht hochgeladen werden.'],
  ['retry', 'Server busy. Retrying in 4s (attempt 2 of 6)'],
  ['retry', 'Yeniden deneniyor (deneme 3)'],
  ['recovering', 'Connection interrupted. Waiting for the complete answer'],
  ['wait', 'Approaching your weekly limit'],
  ['wait', 'Still thinking…'],
  // What stands around good answers every day.
  [null, 'Claude kann Fehler machen. Bitte überprüfen.'],
  [null, 'ChatGPT can make mistakes. Check important info.'],
  [null, 'ChatGPT puede cometer errores.'],
  [null, 'What can I help you with?'],
  [null, 'Related: the history of lighthouses'],
]

describe('classifyText', () => {
  it.each(SAID)('%s: %s', (kind, text) => {
    expect(classifyText(text, false).kind).toBe(kind)
  })

  it('reads the number of an attempt in any language where the site writes such lines', () => {
    expect(classifyText('ჩვეულებრივზე დიდხანს (მცდელობა 4)', true)).toMatchObject({
      kind: 'retry',
      attempt: 4,
    })
    expect(classifyText('ჩვეულებრივზე დიდხანს (მცდელობა 4)', false).kind).toBeNull()
  })

  it('takes a limit or a sign-in as the cause of a retry for what it is', () => {
    expect(classifyText('Rate limit reached. Retrying in 8s (attempt 2 of 5)', true).kind).toBe(
      'rate_limit',
    )
  })

  it('puts capacity before the limits it sells', () => {
    const text = 'Under heavy usage right now. Upgrade your plan for higher limits.'
    expect(classifyText(text, false).kind).toBe('capacity')
  })

  it('survives anything', () => {
    for (const text of ['', ' ', '\u0000', '💥'.repeat(400), '(((((', 'a'.repeat(10_000)]) {
      expect(() => classifyText(text, true)).not.toThrow()
    }
  })
})

describe('plain', () => {
  it('drops accents, vowel points and double spaces', () => {
    expect(plain('  Trop  tard, déjà   Übung Łódź ')).toBe('trop tard, deja ubung lodz')
  })
})

describe('isApology', () => {
  it('takes a failure dressed as a reply', () => {
    expect(isApology("I'm sorry, something went wrong. Please try again.")).toBe(true)
    expect(isApology('I encountered an error doing that. Could you try again?')).toBe(true)
    expect(isApology('Internal Server Error')).toBe(true)
  })

  it('leaves talk about errors alone', () => {
    expect(isApology('You could write: "Sorry, something went wrong."')).toBe(false)
    expect(isApology('A 500 means that the server ran into an error.')).toBe(false)
    expect(isApology('Sorry is what one says when something went wrong.')).toBe(false)
    expect(isApology('Sorry, I cannot recommend a restaurant there.')).toBe(false)
  })
})
