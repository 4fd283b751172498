/**
 * What sites say when something is wrong, as word stems by meaning, over the languages that the
 * sites are offered in. Stems match text that went through `plain` of `classify-text.ts`: lower
 * case, without accents (also й→и, ё→е), ł→l, ø→o, đ→d, æ→ae, ß→ss. Written from general knowledge
 * of the languages, so that sentences nobody has recorded yet are understood too.
 */

/** Accents and vowel points, which neither the words nor the texts keep. */
export const MARKS =
  /[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670\u093c\u09bc\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g

const any = (...stems: readonly string[]) =>
  new RegExp(stems.join('|').normalize('NFD').replace(MARKS, '').normalize('NFC'))

/** Too many people for too few machines. */
export const CAPACITY = any(
  'at capacity|capacity (?:constraint|limit|reached|is busy|issue)|overload|too much traffic|too many users|(?:high|higher|heavy|unusual|increased|peak) (?:demand|traffic|load|usage)',
  '\\b(?:server|system|service|model|site)s? (?:is|are) (?:\\w+ ){0,3}busy|server busy|busy (?:right now|at the moment)',
  'kapazit|ausgelastet|uberlastet|uberlastung|(?:hohe|starke)\\w? (?:nachfrage|auslastung|last|nutzung)|server ist (?:\\w+ )?beschaftigt|zu viele (?:be)?nutzer',
  'capacite|surcharg|sature|(?:est|sont) (?:\\w+ ){0,3}occupe|deborde|forte (?:demande|affluence|utilisation)|utilisation (?:tres )?(?:elevee|intense)|tres (?:sollicite|utilise)',
  'capacidad|sobrecarga|saturad|(?:esta|estan|estao) (?:\\w+ ){0,3}ocupad|(?:alta|mucha|gran) demanda|\\buso (?:muy |muito )?(?:alto|elevado|intenso)|sobrecarreg|(?:alta|muita) procura|congestionad',
  'capacita|sovraccaric|server (?:e )?(?:\\w+ )?occupat|(?:sono|e) (?:\\w+ ){0,3}(?:occupat|impegnat)|(?:elevata|forte) (?:domanda|richiesta)|utilizzo (?:molto )?(?:elevato|intenso)|traffico (?:elevato|intenso)',
  'capaciteit|overbelast|(?:te|erg|heel|zo) druk|is (?:\\w+ ){0,2}(?:bezet|druk)|hoge (?:vraag|belasting)',
  'przeciazon|przepustowos|pojemnos|obciazen|(?:jest|sa) (?:\\w+ )?zajet|kapasite|yogun(?:luk)?\\b|asiri yuk|mesgul',
  'перегруж|перегрузк|нагрузк|занят(?:ы|а|о)?(?![а-я])|высок\\S* спрос|пропускн\\S* способн|(?:очень|слишком|сильно|сеичас) (?:заняты?|загружен)|переванта|навантаж|заинят|повну потужн|на межі можливост|високии попит|мощност|максимальн\\S* (?:емкост|загрузк)|пропускн',
  'السعة|سعت[هة]|مشغول|ضغط (?:كبير|شديد|عال)|تحت ضغط|ازدحام|مزدحم|الاستيعاب|زائد|عומס|עומס|עמוס|ביקוש|תפוס|קיבולת',
  'क्षमता|व्यस्त|ओवरलोड|भरा हुआ|भर गया|ট্রাফিক|ক্ষমতা|ব্যস্ত|ওভারলোড',
  'kapasitas|kapasiti|sibuk|sedang penuh|sudah penuh|kelebihan beban|terbeban|permintaan (?:yang )?tinggi|qua tai|cong suat|dung luong|(?:dang|hoi|rat|qua) ban\\b|ban ron|nhu cau cao',
  'ความจุ|หนาแน่น|ไม่ว่าง|โหลดเกิน|โหลดสูง|เต็ม|ยุ่ง|ภาระงาน|(?<!사)용량|혼잡|과부하|바쁩|바빠|바쁜|사용량이 많|사용자가 많|폭주|몰려|포화|만원',
  '混雑|混み合|混んで|容量|過負荷|高負荷|ビジー|アクセスが集中|アクセス集中|キャパシティ|満員|満席|定員|多忙|負荷が',
  '(?<![帮幫])忙|容量|(?:已|人数|人數|名额|名額)[满滿]|[满滿]员|[满滿]載|过载|過載|负载|負載|超载|超載|高峰|拥挤|擁擠|拥堵|擁塞|人数过多|人數過多|忙碌|很忙|较忙|满负荷|滿載|訪問量|访问量|流量过大|算力不足|资源不足|資源不足',
  'kapacit|overbelast|upptag|hog belastning|hogtryck|optaget|travl|opptatt|kapasiteet|ylikuorm|kuormit|ruuhk|varattu|kiireis|pretizen|vytizen|zaneprazd|pretazen|vytazen',
  'χωρητικοτ|απασχολημεν|υπερφορτ|φορτο|ειναι πληρ|tulterhel|leterhel|foglalt|supraincarc|(?:este|sunt) (?:\\w+ )?ocupat|aglomerat|капацитет|претовар|натовар|заети?(?![а-я])|преоптере|заузет|kapacitet|maksimalan broj korisnika|preopterec|zauzet|preobremen|zaseden|zmogljiv|voimsus|voimekus|ulekoorm|hoivat|pajegum|perkraut|uzimt|jauda|parslog|noslog|aiznem|capacitat|sobrecarreg|saturat|estan (?:\\w+ ){0,3}ocupat|no queden places|kapasidad|abala',
  'شلوغ|ظرفیت|ترافیک|مصروف|گنجائش|బిజీ|రద్దీ|సామర్థ్య|நெரிசல்|பிஸி|கொள்ளளவு|திறன் வரம்ப|ಕಾರ್ಯನಿರತ|ದಟ್ಟಣೆ|ಸಾಮರ್ಥ್ಯ|തിരക്ക|ശേഷി|વ્યસ્ત|ક્ષમતા|ટ્રાફિક|गर्दी|ਵਿਅਸਤ|ਸਮਰੱਥਾ|msongamano|imeelemewa|imezidiwa|ተጨናን|ծանրաբեռն|գերբեռն|զբաղված|გადატვირთ|დაკავებ|шамадан тыс|ачаалал|အလုပ်များ|ဝန်ပို|yfirhlaðin|upptekin|mbingarkuar|преоптоварен|зафатен|mashquul|කාර්යබහුල|មមាញឹក',
)

/** The front door answers instead of the house. */
export const GATEWAY = any(
  'bad gateway|gateway time-?\\s?out|service (?:temporarily )?unavailable|(?:http|error|code|status)\\D{0,12}5\\d\\d\\b|\\b5(?:0\\d|2\\d|30)\\b[^.]{0,24}(?:error|gateway|server|unavailable)|web server (?:is|reported|returned)|origin (?:is|web server)|internal server error|route error',
)

/** Down, not working, back soon: said of the service. */
export const OUTAGE = any(
  "(?:temporarily|currently|is|are|isn'?t|aren'?t|not) (?:\\w+ ){0,3}(?:un)?available|unavailable|not working|isn'?t working|(?:will return|back) soon|service (?:disruption|interruption|outage)|\\b(?:is|are) (?:currently |temporarily )?(?:down|disabled|offline)\\b|technical (?:difficult|issue|problem)|server (?:error|exception)|on our (?:end|side)|(?:under|scheduled|for) maintenance|status\\.\\w+\\.(?:com|ai)|experiencing (?:\\w+ )?(?:issues|problems|outage|difficulties|errors)|internal error",
  'nicht (?:\\w+ ){0,2}verfugbar|funktioniert (?:\\w+ ){0,2}nicht|serverfehler|server-?fehler|wartungsarbeiten|auf unserer seite|storung|nicht erreichbar',
  'indisponible|pas (?:\\w+ ){0,3}disponible|ne fonctionne pas|erreur (?:interne )?(?:du |de )?serveur|de notre cote|en maintenance|hors service|interruption de service',
  'no (?:\\w+ ){0,3}disponible|no funciona|no esta funcionando|error (?:interno )?del? servidor|de nuestro lado|en mantenimiento|fuera de servicio',
  'indisponive|nao (?:\\w+ ){0,3}disponive|nao (?:esta )?funciona|erro (?:interno )?(?:no|do|de) servidor|do nosso lado|em manutencao|fora do ar',
  'non (?:\\w+ ){0,4}disponibil|non (?:sta )?funzion|errore (?:interno )?(?:del )?server|da parte nostra|in manutenzione|fuori servizio',
  'niet (?:\\w+ ){0,3}beschikbaar|werkt (?:\\w+ ){0,3}niet|serverfout|storing|onbereikbaar|aan onze kant',
  'niedostepn|nie dziala|blad serwera|po naszej stronie|przerwa techniczn|kullanilami|kullanilamaz|mevcut degil|calismi|hizmet disi|sunucu hatasi|bakim',
  'недоступ(?:н|ен|ан)|не работает|ошибк\\S* сервера|на нашеи стороне|техническ\\S* (?:работ|проблем|неполад)|не працю|помилк\\S* сервера|технічн\\S* (?:робот|проблем)|з нашого боку|недостъпн|не работи|грешка в сървъра',
  'غير متاح|غير متوفر|لا يعمل|لا تعمل|معطل|الخادم|من جانبنا|صيانة|לא זמינ?|אינו זמין|אינה זמינה|לא פועל|אינו פועל|לא עובד|שגיאת שרת|תחזוקה|מצידנו',
  'उपलब्ध नहीं|अनुपलब्ध|काम नहीं कर|सर्वर|हमारी ओर|উপলব্ধ ন|অনুপলব্ধ|কাজ করছে না|সার্ভার',
  'tidak tersedia|tidak berfungsi|kesalahan server|ralat pelayan|di pihak kami|pemeliharaan|khong (?:kha dung|hoat dong|co san|san sang|truy cap duoc)|loi (?:may chu|he thong)|bao tri|phia chung toi',
  'ไม่พร้อม|ใช้งานไม่ได้|ขัดข้อง|ปิดปรับปรุง|เซิร์ฟเวอร์|ฝั่งของเรา|ใช้ไม่ได้|사용할 수 없|이용할 수 없|작동하지 않|점검|장애|서버 오류|서버에 문제|당사 측',
  '利用できません|ご利用いただけ|使用できません|応答できません|動作してい?ません|機能していません|停止中|障害|メンテナンス|サーバーエラー|サーバエラー|弊社側',
  '不可用|无法使用|無法使用|暂停服务|暫停服務|维护|維護|故障|宕机|当机|當機|服务器(?:内部)?错误|伺服器(?:內部)?錯誤|服务异常|服務異常|系统异常|系統異常|服务(?:暂时)?中断|我们这边|我們這邊',
  'inte tillganglig|otillganglig|fungerar inte|driftst|serverfel|ikke tilgaengelig|utilgaengelig|virker ikke|fungerer ikke|nedbrud|serverfejl|ikke tilgjengelig|utilgjengelig|ei ole (?:\\w+ ){0,2}(?:kaytettavissa|saatavilla)|ei toimi|palvelinvirhe|hairio',
  'neni (?:\\w+ )?(?:k dispozici|dostupn)|nedostupn|nefunguje|vypadek|chyba serveru|nie je (?:\\w+ )?(?:k dispozicii|dostupn)|δεν ειναι (?:\\S+ )?διαθεσιμ|μη διαθεσιμ|δεν λειτουργει|διακομιστη|nem (?:\\w+ )?(?:erheto el|elerheto|mukodik)|szerverhiba|uzemzavar|indisponibil|nu (?:este|sunt) disponibil|nu functioneaza|nedostup|nije dostup|ne radi|ni na voljo|ne deluje|pole (?:\\w+ )?saadaval|ei toota|nepasiekiam|neveikia|nav pieejam|nedarbojas|hindi available|hindi gumagana',
)

/** A language model as the thing spoken of. */
export const MODEL = any(
  '\\bmodell?(?:en?|o|e|s|i|ul|u|ek|a)?\\b|modele\\b|модел|النموذج|نموذج|מודל|मॉडल|মডেল|mo hinh|โมเดล|모델|モデル|模型|mallin?\\b|malli\\b|μοντελ|mudel|model',
)

/** A plan's allowance is used up. */
export const USAGE_LIMIT = any(
  '\\blimits?\\b[^.]{0,40}\\b(?:reached|reset|hit|exceeded)|(?:hit|reached|exceeded|approaching|used up|at) (?:your|the|its|a)? ?(?:\\w+[ -]){0,3}limits?\\b|out of (?:free )?(?:messages|credits|quota|queries|searches)|usage (?:cap|limit|credits)|quota|free[- ]tier|used (?:up )?all (?:of )?your|number of messages you can|messages? (?:left|remaining)|upgrade (?:to|your plan|required)|recherches gratuites|passez a (?:la version|pro|plus)|daily limit|weekly limit|extra usage|limit resets',
  'limit (?:fur|erreicht|wird)|(?:nutzungs|nachrichten|sitzungs|wochen|tages|stunden)-?limit|\\blimits?\\b.*(?:erreicht|zuruckgesetzt)|kontingent|obergrenze|anzahl (?:der|an|von) nachrichten|kostenlose\\w? nachrichten',
  '\\blimit(?:es?|i)\\b|plafond|(?:nombre (?:maximal )?|maximum )de messages|messages gratuits|\\bcuota\\b|numero (?:maximo )?de mensajes|mensajes gratuitos|numero (?:maximo )?de mensagens|mensagens gratuitas|\\bcota\\b|numero (?:massimo )?di messaggi|messaggi gratuiti|\\bquota\\b',
  'limiet|quotum|aantal berichten|\\blimit(?:u|y|ow|em|a|e|ul|ului|ita|ite|it)?\\b|liczb\\S* wiadomosci|sinirin|sinira|siniri|kotan|mesaj (?:sayisi|hakki)',
  'лимит|квот[ауы]|количеств\\S* сообщени|предел(?:а|у)?(?![а-я])|ліміт|кільк[іо]ст\\S* повідомлень|обмежен\\S* (?:на )?(?:використ|повідом)|броя\\S* .{0,12}съобщени|број\\S* порука|броя\\S* съобщения',
  'الحد (?:الاقصي|الاقصى|المسموح|الخاص|اليومي|الاسبوعي)|حدك|حدود|الحد|حصتك|عدد الرسائل|מגבל|מכסה|מכסת|מספר ההודעות|להגבלה|הגבלת',
  'मुफ्त संदेश|संदेशों की संख्या|मैसेज की संख्या|सीमा|लिमिट|कोटा|সীমা|লিমিট|কোটা|\\bbatas(?:an)?\\b|\\bhad\\b|kuota|pesan gratis|(?:jumlah|bilangan) (?:pesan|mesej)|gioi han|han muc|so (?:luong )?tin nhan',
  'ขีดจำกัด|โควต้า|โควตา|จำนวนข้อความ|ข้อจำกัด|ลิมิต|ถึงจำนวน|한도|제한에 도달|제한이|할당량|메시지 수|사용량 제한|무료 메시지',
  '上限|制限に達|(?:利用|使用|回数)制限|メッセージ数|制限は|制限が|無料メッセージ|限额|額度|额度|配额|配額|次数(?:已|用)|使用限制|用量|限制(?:将|將|會|会|於)|消息数|訊息數|消息數量|免费(?:消息|额度)|免費(?:訊息|額度)|达到.{0,12}限制|達到.{0,12}限制',
  '\\bgrans(?:en)?\\b|kvot|antalet meddelanden|graense|antal(?:let af)? beskeder|antallet beskeder|\\bgrense|antall meldinger|\\braja(?:n|a|si)?\\b|kiintio|viestien (?:enimm|maar)|pocet zprav|pocet sprav|(?<![α-ω])ορι[οα](?![α-ω])|αριθμο\\S* μηνυματ|korlat|uzenetek (?:\\w+ )?szam|numarul (?:maxim )?de mesaje|broj poruka|stevilo sporocil|omejit|sonumite arv|piirang|zinuciu skai|\\brib[aą]|zinojumu skait|ierobezoj|nombre de missatges|bilang ng mga mensahe',
  'محدودیت|سقف (?:استفاده|پیام)|سهمیه|کوٹا|حد (?:تک پہنچ|پوری|ختم)|పరిమితి|வரம்ப|ಮಿತಿ|പരിധി|મર્યાદા|मर्यादा|ਸੀਮਾ|kikomo|ገደብ|սահմանաչափ|ლიმიტ|ზღვარ|шегіне|шекке|хязгаар|ကန့်သတ်|hamark|kufirin?\\b|xadka|සීමාව',
)

/** Asked too often, or too many things at once. */
export const RATE_LIMIT = any(
  'too many (?:\\w+ ){0,3}(?:requests|messages|responses|concurrent|chats|attempts|queries|conversations|tabs|generations|running)|rate[- ]?limit|too (?:quickly|fast|frequent)|slow down|(?:previous|another|other) (?:response|message|request)s? (?:is|are) still|(?:one|only \\d|\\d) messages? at a time|wait (?:\\w+ ){1,4}before sending|vorherige antwort|reponse precedente|respuesta anterior|risposta precedente|resposta anterior|前の(?:回答|応答)|이전 응답|पिछला जवाब|respons sebelumnya|上一(?:条|個|个|则|則)?(?:回复|回答|回應|响应)|unusual (?:activity|traffic)',
  'zu viele (?:anfragen|nachrichten|antworten|versuche|gesprache|chats)|zu (?:schnell|haufig)|ratenbegrenz|ratenlimit|anfragelimit|trop de (?:requetes|messages|reponses|demandes|conversations|tentatives)|trop (?:vite|rapidement|frequemment|frequents)|limite de (?:debit|requetes|frequence)',
  'demasiad[ao]s (?:solicitudes|mensajes|peticiones|respuestas|conversaciones|intentos|pedidos|mensagens|respostas|conversas)|demasiado (?:rapido|frecuente|depressa)|limite de (?:velocidad|frecuencia|solicitudes|tasa|peticiones|taxa|solicitacoes|requisicoes)|muit[ao]s (?:solicitacoes|mensagens|requisicoes|respostas|tentativas|conversas)|muito rapid',
  'tropp[ei] (?:richieste|risposte|messaggi|conversazioni|tentativi)|troppo (?:velocemente|rapidamente|spesso|frequent)|limite di (?:frequenza|richieste|velocita)|te (?:veel|snel|vaak)\\b|zbyt (?:wiele|czest|czesto|szybko|duzo)|za (?:duzo|czesto|szybko)\\b|cok (?:fazla|sik|hizli)|hiz sinir|istek sinir',
  'слишком (?:много|част|быстр)|частот\\S* запрос|ограничени\\S* (?:скорост|частот)|лимит\\S* запросов|забагато|занадто (?:част|швидк|багато)|надто (?:част|швидк|багато)|твърде (?:много|често|бързо)|превише',
  '(?:عدد كبير|الكثير|العديد|كثير) (?:جدا )?من (?:الطلبات|الرسائل|الاستجابات|الردود|المحادثات)|طلبات (?:كثيرة|متكررة)|بسرعة كبيرة|معدل (?:الطلبات|الاستخدام)|حد المعدل|יותר מדי|מהר מדי|קצב',
  'बहुत (?:अधिक|ज्यादा|सारे|सारी|तेज|बार)|दर (?:सीमा|की)|रेट (?:लिमिट|सीमा)|একসাথে অনেক|খুব (?:বেশি|দ্রুত|ঘন)|অনেক বেশি|হার সীমা|terlalu (?:banyak|sering|cepat|kerap)|batas (?:laju|kecepatan|frekuensi|tingkat)|qua (?:nhieu|nhanh|thuong xuyen)|gioi han (?:toc do|tan suat)',
  '(?:คำขอ|ข้อความ|การตอบ|การแชท|แชท)\\S*(?:มากเกินไป|บ่อยเกินไป)|เร็วเกินไป|ถี่เกินไป|บ่อยเกินไป|มากเกินไป|อัตรา|너무 (?:많|자주|빠)|요청 한도|속도 제한|빈도|비율 제한|요청 제한',
  '多すぎ|頻繁|頻度|レート|リクエスト(?:数|制限)|速すぎ|同時に|频繁|頻繁|频率|頻率|过快|過快|太快|(?:请求|請求|要求|消息|訊息)(?:数量)?(?:过多|過多|太多)|(?:过多|過多|太多)的?(?:请求|請求|要求|消息|訊息|回复|回應|响应|对话|對話)|速率|限流',
  'for (?:manga|snabb|ofta|mange|hurtig|raskt|ofte|hyppig)|liian (?:monta|nope|usein|paljon)|prilis (?:mnoho|cast|rychl|vela)|παρα πολλ|υπερβολικ\\S* |πολυ (?:γρηγορα|συχνα)|tul (?:sok|gyors|gyakran)|prea (?:multe|repede|des\\b|frecvent)|previse|prebrzo|prevec|prehitro|liiga (?:palju|kiir|tihti)|per (?:daug|greit|daznai)|parak (?:daudz|biez|atr)|massa (?:sol|miss|rapid|peticions)|masyadong',
)

/** Refused for what was asked. */
export const POLICY = any(
  "\\bpolic(?:y|ies)\\b|safeguard|violat|moderat(?:ed|ion)|flagged|guidelines|content (?:warning|filter|blocked|restricted)|(?:can'?t|cannot|unable to|won'?t) (?:help|assist|respond|continue|engage|answer)\\w* (?:\\w+ )?(?:with |to )?(?:this|that|your) ?(?:request|conversation|topic|prompt|\\.|$)|can'?t help with|unable to respond to this|unsafe|inappropriate|safety (?:filter|system|reason|measure|check)|hard time fulfilling|chat paused|different topic|try a different idea",
  'sicherheits(?:mechanism|system)|sistem[ai] di sicurezza|mecanismos de seguran|सुरक्षा प्रणाली|sistem keamanan|richtlinie|schutzmassnahm|sicherheitsmassnahm|verstoss|verstoss\\w*|unangemessen|nicht (?:dabei |damit |hierbei )?helfen|politique|enfrein|mesures de (?:protection|securite)|garde-?fou|ne (?:peut|puis) pas (?:vous )?(?:y )?aider|inapproprie|conditions d.utilisation',
  'politica|infring|incumpl|\\bviola|medidas de (?:seguridad|proteccion|seguranca)|salvaguard|no puede ayudar|inapropiad|diretriz|nao (?:pode|consegue) ajudar|inadequad|inapropriad|linee guida|misure di (?:sicurezza|protezione)|non puo aiutar|inappropriat',
  'beleid|richtlijn|schend|kan (?:\\w+ )?(?:hier(?:bij|mee)|daar(?:bij|mee)) niet helpen|ongepast|narusz|zasad[aoy]?\\w* (?:korzyst|uzy|dot)|nie moze (?:w tym )?pomoc|nieodpowiedni|politik|ihlal|guvenlik onlem|yardimci olam|uygunsuz|zasad',
  'политик|правил\\S* (?:использ|сообщ)|наруш|защитн\\S* (?:мер|механ|систем)|не може?т? (?:\\S+ )?(?:с этим )?(?:помочь|допомогти)|недопустим|неприемлем|політик|поруш|захисн|неприпустим|неприинятн|не може да помогне|неподходящ',
  'سياس|انتهاك|[يت]نتهك|[يت]خالف|ارشادات|ضمانات|وسائل الحماية|لا يمكن\\S* (?:\\S+ )?المساعدة|غير لايق|غير مناسب|מדיניות|מפר|הפרה|הנחיות|לא יכול לעזור|אינו יכול לעזור|בלתי הולם|סומנ',
  'नीति|उल्लंघन|दिशानिर्देश|दिशा-निर्देश|सुरक्षा उपाय|(?:मदद|सहायता) नहीं कर|अनुचित|নীতি|লঙ্ঘন|নির্দেশিকা|সাহায্য করতে পার|অনুপযুক্ত',
  'kebijakan|melanggar|pedoman|garis panduan|pengaman|tidak (?:dapat|bisa|boleh) membantu|tidak pantas|chinh sach|vi pham|nguyen tac|bien phap bao ve|khong the (?:ho tro|giup)|khong phu hop',
  'นโยบาย|ละเมิด|แนวทาง|มาตรการ|ไม่สามารถช่วย|ไม่เหมาะสม|정책|위반|가이드라인|안전 ?(?:장치|조치)|보호 ?(?:장치|조치)|도움을 드릴 수 없|도와드릴 수 없|부적절|세이프가드',
  'ポリシー|規約|違反|ガイドライン|セーフガード|安全(?:対策|機能|装置)|保護機能|お手伝いできません|お手伝いすることが|お役に立てません|(?:お応え|お答え|ご対応|ご回答)(?:でき|する)|不適切|政策|违反|違反|违规|違規|准则|準則|安全(?:措施|机制|機制|防护|防護|审查|審查)|保障措施|防护|(?:无法|不能)(?:提供|协助|帮助)|(?:無法|不能)(?:提供)?(?:協助|幫助)|不当内容|不當|敏感|换个话题|換個話題',
  'riktlinj|polic(?:y|er)|bryt(?:er|a) mot|крши|правила корис|kasutuspohim|rikkuda|kan inte hjalpa|olamplig|retningslinj|overtraed|kan ikke (?:hjaelpe|hjelpe)|upassende|kaytanto|rikko|loukka|ei voi auttaa|sopimat|pravidl\\w* (?:pouz|komun)|porus|nemuze (?:s tim )?pomoci|nemoze (?:s tym )?pomoc|nevhodn|πολιτικ|παραβι|κατευθυντηρι|δεν μπορει να βοηθ|ακαταλληλ|iranyelv|szabalyzat|megsert|nem tud segiteni|politic|incalc|nu poate ajuta|krsi|krsen|smernic|ne moze pomoci|poliitik|pazeid|negali padeti|parkap|nevar palidzet|patakaran|lumalabag',
)

/** Sign in, or prove to be human. */
export const AUTH = any(
  'sign(?:ed)?[- ](?:in|out)|signing (?:you )?in|log(?:ged)?[- ](?:in|out|on)\\b|logging in|session (?:has |is )?(?:expired|ended|invalid)|authenticat|re-?authenticate|verify (?:you|your|that)|verification|unauthori[sz]ed|(?:supported|available) in your (?:country|region)|logging you in|suspicious activity|country of origin|\\bslider\\b|puzzle|api key|account (?:has been |was |is )?(?:disabled|suspended|banned|deactivated|blocked)|access denied|captcha|(?:network|ip) (?:\\w+ ){0,3}blocked|anti-bot|last log ?in',
  'anmeld|angemeldet|abgemeldet|einlogg|sitzung (?:ist )?abgelaufen|authentifizier|reconnectez-vous|se reconnecter pour|lors de votre connexion|essayant de vous connecter|connectez-vous|session (?:a |est |ha )?expire|session(?:en)? (?:er|har) |nag-expire|deconnecte|session (?:a )?expire|authentifi|identifiez',
  'inici\\w* (?:de )?sesion|cerr\\w+ (?:la |tu )?sesion|sesion (?:ha )?(?:caduc|expir)|autentic|inici\\w+ (?:a |de )?sessao|seu login|entre novamente|suscribirte|sessao (?:expir|foi|terminou)|desconectad|(?:faca|fazer|entre) (?:\\w+ )?login|entrar novamente|acced[iea]|accesso|logout|disconness|sessione (?:e )?scadut|aanmeld|inlogg|uitgelogd|ingelogd|log opnieuw in|sessie is verlopen|verificatie',
  'zaloguj|wylogowan|sesja (?:\\w+ )?wygas|uwierzyteln|logowani|rejestracj|oturum|giris yap|kimlik dogrul|воидите|воити|вышли из|сеанс|сесси|аутентифик|авториз|увіидіть|увиидіть|вииш\\S+ з|сесі|автентиф|входа? |вхід|входу|регистрац|вписва|сесија|пријав|влезте|сесията|удостовер|излезли',
  'تسجيل (?:الدخول|الخروج|دخول)|سجل الدخول|الجلسة|جلستك|المصادقة|مصادقة|התחבר|התנתק|היכנס|כניסה|תוקף|אימות',
  'सेशन|साइन[- ]?(?:इन|आउट)|लॉग[- ]?(?:इन|आउट)|सत्र|प्रमाणीकरण|সাইন (?:ইন|আউট)|লগ ?(?:ইন|আউট)|সেশন|প্রমাণীকরণ|\\bmasuk\\b|(?:telah )keluar|keluar dari akun|\\bsesi\\b|autentikasi|pengesahan|log (?:masuk|keluar)|dang nhap|dang xuat|phien (?:cua|dang|lam|da|het)|xac thuc',
  'ลงชื่อ|เข้าสู่ระบบ|ออกจากระบบ|เซสชัน|ยืนยันตัวตน|ตรวจสอบสิทธิ์|รับรองความถูกต้อง|ล็อกอิน|로그인|로그아웃|세션|인증|ログイン|ログアウト|サインイン|サインアウト|セッション|認証|登录|登入|登出|会话已?(?:过期|失效)|工作階段|身份验证|身分驗證|身份認證|验证失败|驗證失敗|人机验证|安全验证',
  'logga in|loggats ut|sessionen har|autentis|log ind|logge (?:\\w+ )?inn?d?\\b|in[dn]logg|logget (?:ud|ut|inn)|sessionen er|logg inn|okten (?:har|er|din)|kirjaud|kirjautu|istunto|todenn|prihlas|odhlas|relac[ei]|overen|συνδεθειτ|αποσυνδε|συνεδρι|περιοδος λειτουργιας|(?:κατα τη )συνδεση|ταυτοποι|jelentkez|munkamenet|hitelesit|conectati|te conectam|autentific|sesiune|deconect|prijavite se|prijavi se|prijav[ei]|vpisov|odjavlj|sesij|sej[ae] je|autentifik|sisselogi|logi (?:sisse|valja)|seanss?|autent|prisijung|prijungdam|atsijung|pierakst|izrakst|inicia (?:la )?sessio|(?:la|teva) sessio(?!n)|mag-sign|mag-log',
)

/** Not for this user: their country, account, organisation, age or browser, not the service. */
export const NOT_FOR_YOU = any(
  "(?:in|from|for) your (?:current )?(?:country|region|location|area|age)|(?:only )?available in (?:certain|select(?:ed)?|some|supported) (?:countries|regions|locations)|(?:for|to|with|on|by) (?:this|your) (?:\\w+ )?(?:account|organi[sz]ation|workspace|school|browser|device)|\\byour (?:\\w+ )?admin(?:istrator)?\\b|(?:this|your) browser (?:is|isn'?t|version)|years old|minimum age",
  '(?:in|aus) (?:ihrem|deinem|diesem) (?:land|region|standort|browser)|(?:in|aus) (?:ihrer|deiner) region|(?:fur|mit) (?:dieses|ihr|dein|diesem|ihrem|deinem)\\w* (?:\\w+-?)?konto|(?:ihren?|deinen?) administrator|(?:dans|depuis) votre (?:pays|region)|pour (?:ce|votre|cette) (?:compte|organisation|navigateur)|administrateur',
  '(?:en|desde) (?:tu|su) (?:pais|region|ubicacion)|(?:para|con) (?:esta|tu|su) (?:cuenta|organizacion)|administrador|n[oa] (?:seu|sua) (?:pais|regiao)|(?:para|com) (?:esta|a sua|sua) (?:conta|organizacao)|nel (?:tuo|suo) paese|nella tua (?:regione|area)|per (?:questo|il tuo) account|amministratore|in (?:je|uw|jouw) (?:land|regio)|voor (?:dit|je|uw|jouw) account|beheerder',
  '(?:twoim|panstwa) kraju|twoim regionie|(?:dla|na) (?:tego|twojego) kont|(?:twoim|swoim) administrator|ulkenizde|bolgenizde|(?:bu|sizin) hesap|yonetici|вашеи (?:стране|области)|вашем регионе|(?:этого|вашего) аккаунта|(?:этои|вашеи) учетнои записи|администратор|вашіи краіні|вашому регіоні|(?:цього|вашого) (?:акаунта|облікового)|адміністратор',
  'في (?:بلدك|منطقتك|بلدكم)|لهذا الحساب|لحسابك|المسؤول|במדינה שלך|באזור שלך|לחשבון (?:זה|שלך|הזה)|מנהל המערכת|आपके (?:देश|क्षेत्र)|(?:इस|आपके) (?:खाते|अकाउंट)|(?:di|untuk) (?:negara|wilayah|rantau|akun) (?:anda|ini)|quoc gia cua ban|khu vuc cua ban|tai khoan (?:nay|cua ban)|quan tri vien',
  'ประเทศของคุณ|ภูมิภาคของคุณ|บัญชีนี้|ผู้ดูแลระบบ|(?:귀하의|거주|해당|현재) (?:국가|지역)|(?:이|귀하의) 계정|관리자|お住まいの(?:国|地域)|お使いの(?:国|地域|アカウント|ブラウザ)|(?:この|ご利用の)アカウント|管理者に|(?:所在|您的|你的|当前)(?:的)?(?:国家|地区|國家|地區)|(?:此|该|您的|你的|這個|这个)(?:帐户|账号|账户|帐号|帳戶|帳號)|管理[员員]',
  '(?:ditt|dit|din|deres) (?:land|region|konto)|maassasi|alueellasi|(?:din|deres) administrator|jarjestelmanvalvoja|(?:ve vasi|vo vasej) (?:zemi|krajine)|spravce|στη χωρα σας|διαχειριστη|orszagodban|orszagaban|rendszergazda|tara (?:ta|dvs)|administratorul|вашата (?:страна|държава)',
)

/** The prompt or the chat has grown too long. */
export const LENGTH = any(
  'too (?:long|large|big)|length limit|maximum (?:conversation )?length|context (?:window|length|limit)|be compacted|over limit by|shorten|exceed(?:s|ed|ing)? (?:the )?(?:length|maximum|context|token)|token limit',
  'zu lang\\b|langenbegrenz|langenlimit|maximale lange|trop longu?e?s?\\b|longueur|demasiado larg|muy larg|longitud|muito long|long[ao] demais|comprimento|tropp[oa] lung|lunghezza|te lang\\b|maximale lengte|za dlug|zbyt dlug|dlugosc|cok uzun|uzunlu[gk]',
  'слишком длинн|длин[ауые]|максимальнои длин|задовг|занадто довг|довжин|твърде дълъг|дължин|طويل|طول|ארוכ|אורך|बहुत ?(?:लंब|लम्ब)|लंबाई|लम्बाई|খুব দীর্ঘ|দৈর্ঘ্য|terlalu panjang|panjang|qua dai|do dai|ยาวเกินไป|ความยาว',
  '너무 (?:길|긴)|길이|長すぎ|長さ|文字数|过长|過長|太长|太長|长度|長度|字数|字數|for lang|langd|laengde|lengde|liian pitka|pituu|prilis dlouh|prilis dlh|delk[aou]|dlzk|μηκος|πολυ μεγαλ|hossz|prea lung|lungime|predug|predolg|duljin|dolzin|liiga pikk|pikkus|per ilg|ilgi[os]|parak gar|garum|massa llarg|longitud|masyadong mahaba',
)

export const NOT_FOUND = any(
  "not found|no longer (?:exists?|available)|does(?:n'?t| not) exist|can'?t (?:be )?f(?:ou|i)nd|nicht gefunden|introuvable|no (?:se )?(?:ha )?encontr|nao (?:foi )?encontrad|non trovat|niet gevonden|nie znaleziono|bulunamad|не наиден|не знаиден|لم يتم العثور|غير موجود|לא נמצא|नहीं मिल|পাওয়া যায়নি|tidak (?:ditemukan|dijumpai)|khong tim thay|ไม่พบ|찾을 수 없|見つかりません|找不到|未找到|不存在|hittades inte|ikke (?:fundet|funnet)|ei loy|nenalez|nenasl|nenajd|δεν βρεθηκ|nem talal|nu a fost gasit|не е намерен|nije prona|ni bil\\w* najden|ei leitud|nerast|nav atrast|no s.ha trobat|hindi (?:mahanap|nakita)",
)

/** An answer that began and broke off. */
export const INTERRUPTED = any(
  "interrupted|(?:message|body|response) stream|stream (?:error|failed|ended|closed)|unable to finish|didn'?t finish|stopped unexpectedly|unterbroch|interromp(?:u|id|ut)|interrump(?:id|io)|interrott|interruzion|gangguan|onderbrok|przerwan|kesint|yarida kes|yarida kal|прерван|прервал|перерван|прекъсна|انقطع|مقاطعة|توقف\\S* الا|הופסק|נקטע|הופרע|बाधित|रुकावट|বাধাগ্রস্ত|বিঘ্নিত|terputus|terganggu|terhenti|gian doan|ขัดจังหวะ|หยุดชะงัก|중단|中断|途切れ|中斷|avbrot|avbrut|afbrudt|keskeyt|prerus|διακοπ|megszak|felbeszak|intrerup|prekinu|prekinj|katkes|nutruk|partrauk(?:t|um)|naputol|naantala",
)

/** The line between the page and the server. */
export const NETWORK = any(
  "network|(?:could ?n[o']t|can(?:no|')t|unable to|failed to) (?:connect|reach|fetch|load data)|connection|connect to|lost connection|timed? ?out\\b|no internet|internet",
  'netzwerk|verbindung|verbinden|reseau|connexion|connecter|\\bred\\b|conexion|conectar|\\brede\\b|conexao|ligacao|\\brete\\b|connession|connetter|netwerk|verbinding|\\bsiec|polacz|baglanti|baglan|\\bag\\b',
  '(?<![а-я])сет[ьи]|сетев|соединени|подключ|мереж|підключ|мрежа|връзка|свърз|الشبكة|اتصال|רשת|חיבור|להתחבר|नेटवर्क|कनेक्ट|कनेक्शन|নেটওয়ার্ক|সংযোগ|jaringan|koneksi|terhubung|menghubung|rangkaian|sambungan|\\bmang\\b|ket noi|เครือข่าย|เชื่อมต่อ|네트워크|연결|ネットワーク|接続|通信|网络|網路|网路|連線|连接|連接|联网',
  'natverk|anslut|netvaerk|forbindelse|nettverk|tilkobl|verkko|yhtey|\\bsit[eio]|siet|pripoj|δικτυ|συνδεσ|halozat|kapcsolat|csatlakoz|retea|retele|conexiun|mrez|povez|\\bvork|uhend|tinkl|\\brysi|tikl[as]|savienoj|xarxa|koneksyon',
  'شبکه|نیٹ ورک|کنکشن|నెట్‌వర్క్|కనెక్ట్|కనెక్షన్|நெட்வொர்க்|இணைப்ப|ನೆಟ್‌ವರ್ಕ್|നെറ്റ്‌വർക്ക്|കണക്ഷൻ|કનેક્|નેટવર્ક|ਨੈੱਟਵਰਕ|ਕਨੈਕ|mtandao|muunganisho|አውታረ|ግንኙነት|ցանց|ქსელ|желі|сүлжээ|холболт|ကွန်ရက်|ချိတ်ဆက်|nettenging|netsamband|rrjet|lidhj',
)

/** The user is told to be offline, not that something could not be reached. */
export const OFFLINE = any(
  "(?:you(?:'re| are)?|appears?|seem to be|are) (?:\\w+ )?offline|no internet|check your internet|internet connection, vpn|du bist offline|hors ligne|sin conexion a internet|sem (?:conexao|internet)|sei offline|sei non in linea|brak (?:polaczenia z )?internet|internet baglantin|нет (?:подключения к )?интернет|немає інтернет|لا يوجد اتصال بالانترنت|אין חיבור לאינטרנט|오프라인|オフライン|インターネット接続を|离线|離線|无网络|沒有網路",
)

/** A side feature, not the chat: counts only beside a word of failure. */
export const FEATURE = any(
  'history|upload|\\bfiles?\\b|attachment|(?:creating|generat\\w+|edit\\w*) images?|image (?:creation|generation)|browsing|\\blink\\b|\\bshar(?:e|ing)\\b|connector|connection to (?!claude|chatgpt|gemini|the server)|sidebar|settings|preferences|memor(?:y|ies)|voice|microphone|dictation|transcri|projects?\\b|\\btitle\\b|renam|archiv|feedback|delet(?:e|ing)|\\bcopy|download|export|plugin|extension|\\btools?\\b|\\bgpts?\\b|profile|subscription|billing|notification|avatar|search results|stop(?:ping)? (?:the )?(?:response|generation)|recent chats|artifact|canvas|preview',
  'verlauf|datei|hochlad|historique|fichier|televers|historial|archivo|subir|historico|arquivo|ficheiro|cronologia|caricament|geschiedenis|bestand|histori[iey]|\\bplik|gecmis|dosya|истори|файл|історі|السجل|الملف|ملف|רفع|רفع|رفع|היסטורי|קובץ|העלא|इतिहास|फाइल|फाइल|अपलोड|ইতিহাস|ফাইল|আপলোড|riwayat|berkas|unggah|sejarah|muat naik|lich su|\\btep\\b|tai len|ประวัติ|ไฟล์|อัปโหลด|기록|파일|업로드|이미지|履歴|ファイル|アップロード|画像|历史|歷史|記錄|记录|文件|檔案|上传|上傳|图像|图片|圖像|圖片|historik|\\bfilen?\\b|uppladd|oplad|opplast|historia|tiedost|soubor|\\bsubor|ιστορικ|αρχει|elozmeny|\\bfajl|istoric|fisier|povijest|datotek|zgodovin|ajalug|uleslaad|istorij|vestur|fitxer',
)

/** "AI can make mistakes": stands under every good answer. */
export const DISCLAIMER = any(
  'mistakes|double-?check|ai[- ]generated|for reference only|fehler machen|fehler enthalten|(?:commettre|faire|contenir) des erreurs|cometer err|contener errores|conter erros|commettere errori|fouten (?:maken|bevatten)|(?:popelni|zawiera|robi)\\S* bled|hata yap|(?:допуска|соверша|дела|содержа)\\S* ошибк|ошиба(?:ться|ется)|помиля|припуска\\S* помил|يخطئ|أخطاء|לטעות|טעויות|गलतियां|गलतियाँ|गलती कर सक|ভুল করতে|(?:membuat|melakukan) kesalahan|mac (?:loi|sai)|ทำผิดพลาด|ผิดพลาดได้|실수|間違|誤りを|正しいとは限|犯错|犯錯|可能(?:会|會)?出(?:错|錯)|(?:仅|僅)供参考|AI ?生成|(?:gora|begå|lave|gjore) (?:fel|misstag|fejl|feil)|virheit[aä]|delat chyby|chybov|κανει λαθη|hibazhat|hibas lehet|face greseli|moze (?:po)?grij?esiti|klysti|kludities|eksida',
  '(?:مرتکب|ممکن است (?:\\S+ ){0,3})(?: ?اشتباه| ?خطا)|اشتباه (?:بکند|کند|کنند)|غلطیاں کر|غلطی کر سکت|(?:పొరపాట్లు|తప్పులు) (?:చేయ|చేసే)|(?:தவறுகள்|தவறு|பிழைகள்) (?:செய்ய|இருக்க)|ತಪ್ಪು(?:ಗಳನ್ನು)? ಮಾಡ|(?:തെറ്റുകൾ|പിശകുകൾ|തെറ്റ്) (?:വരുത്ത|സംഭവ|പറ്റ)|ભૂલો? કરી|चुका (?:करू|होऊ|करत)|ਗਲਤੀਆਂ? ਕਰ|makosa|ስህተት(?:ን|ቶችን)? (?:ሊ|መ)|սխալ(?:ներ|վել)|შეცდომები|შეიძლება შეცდ|დაუშვას შეცდომ|қателесу|қателіктер|қате жібер|алдаа гарга|အမှား(?:များ)? ?(?:လုပ်|ပါ)|မှားယွင်းနိုင်|(?:gert|gera) mistok|gabime|прави грешки|khaladaad|qaladaad|වැරදි (?:කළ|සිදු)|памыляц|səhv ed',
)

/** A warning or an offer, while everything still works. */
export const NOTE = any(
  'approaching|nearing|close to your|running low|(?:messages?|queries|searches) (?:left|remaining) (?:until|today|before)|extra usage|continuing with|new responses will use|paused upgrades|switched to |try (?:our|the) new|now available|introducing|fast erreicht|nahert sich|bientot atteint|approchez|acercand|aproximand|quasi raggiunt|avvicin|bijna bereikt|zbliza|yaklas|приближа|наближа|接近|即将|即將|まもなく上限|近づい|임박',
)

/** Something failed, and nothing more is said. */
export const GENERIC = any(
  "went wrong|gone wrong|goes wrong|\\berror|there was an? (?:problem|issue)|(?:ran into|encountered) an? |\\b(?:request|message|generation|response|query|thinking|chat|stream)\\w* (?:has )?failed|failed to (?:send|get|generate|load|respond|fetch)|did(?:n'?t| not) (?:load|send|work|respond)|(?:unable to|couldn'?t|could not|failed to) (?:be )?(?:load|loaded|sent?|reach|generate|respond)\\b|not valid json|problem loading|\\boops|uh-oh|whoops|no response|wasn'?t able|issue with|trouble (?:with|respond|load|connect|process|generat)",
  'fehler|schief ?ge|fehlgeschlagen|erreur|mal (?:passe|tourne)|probleme (?:est|lors|de|avec|s)|un probleme|echou|echec|salio mal|salido mal|ido mal|(?:un|algun|hubo un) problema|fallid|fallo\\b',
  '\\berros?\\b|deu errado|correu mal|\\bfalh|errore|andato storto|\\bfout|(?:mis|verkeerd) ?(?:ge)?gegaan|ging (?:\\w+ ){0,3}mis|mislukt|een probleem|\\bblad|\\bbled|poszlo nie tak|nie powiodl|\\bhata|ters gitti|yanlis gitti|sorun|basarisiz',
  'ошибк|пошло не так|неполад|сбои|помилк|не так|збіи|грешк|обърка|неуспеш|није у реду|خطأ|مشكلة|فشل|حدث شيء|שגיא|השתבש|נכשל',
  'त्रुटि|एरर|गलत|गडबड|समस्या|असफल|विफल|ত্রুটি|ভুল হয়েছে|সমস্যা|ব্যর্থ|kesalahan|masalah|gagal|ralat|\\bloi\\b|su co|that bai|ข้อผิดพลาด|ผิดพลาด|ปัญหา|ล้มเหลว|오류|문제가|실패|잘못|에러',
  'エラー|問題が|失敗|うまくいき|不具合|错误|錯誤|出错|出錯|(?:出|遇到|[发發]生).{0,6}[问問][题題]|失败|失敗|异常|異常',
  'gick (?:\\w+ )?(?:snett|fel)|fel uppstod|nagot fel|misslyck|\\bfejl|gik galt|mislyk|\\bfeil|gikk galt|virhe|pieleen|vikaan|epaonnist|chyb|pokazilo|nezdaril|selhal|zlyhal|σφαλμα|στραβα|λαθος|αποτυχ|απετυχ|\\bhiba|rosszul|felresiker|sikertelen|eroare|nu a (?:mers|functionat)|esuat|gresk|poslo po zlu|krivo|neuspj?e|nije uspj?e|kazkas nepavyk|napak|narobe|\\bviga|valesti|nurjus|klaid|klud|greizi|malament|no ha anat be|nangyaring mali|may mali|nagkaproblema',
  'مشکل|پیش آمد|ناموفق|خرابی|غلطی|کچھ غلط|مسئلہ|ناکام|పొరపాట|లోపం|ఎర్రర్|సమస్య|విఫల|తప్పు జరిగ|பிழை|தவறு (?:நேர்|ஏற்ப)|ஏதோ தவற|சிக்கல்|தோல்வி|ದೋಷ|ತಪ್ಪಾಗಿದೆ|ಏನೋ ತಪ್ಪ|ಸಮಸ್ಯೆ|ವಿಫಲ|പിശക|തകരാറ|കുഴപ്പ|പ്രശ്ന|പരാജയ|ભૂલ|ખોટું|સમસ્યા|નિષ્ફળ|त्रुटी|चूक|चुकीचे|अयशस्वी|ਗਲਤੀ|ਗੜਬੜ|ਗਲਤ ਹੋ|ਸਮੱਸਿਆ|ਅਸਫਲ',
  'hitilafu|\\bkosa\\b|tatizo|imeshindw|imeshindik|haikufaulu|ስህተት|ችግር|አልተሳካም|սխալ|խնդիր|ձախող|შეცდომ|ხარვეზ|პრობლემა|ვერ მოხერხდა|қате|ақау|мәселе|сәтсіз|алдаа|асуудал|амжилтг|အမှား|ချို့ယွင်း|ပြဿနာ|မအောင်မြင်|villa kom|kom upp villa|urskeiðis|mistokst|gabim|shkoi keq|deshtoi|тргна наопаку|khalad|cilad|qalad|fashil|දෝෂ|වැරද|ගැටලු|កំហុស|បញ្ហា|ຜິດພາດ|памылк|xəta|səhv|ugursuz|xatolik|gwall|verkeerd geloop',
)

/** Words of not being able to: enough beside a side feature, too weak to mean an error alone. */
export const CANNOT = any(
  "couldn'?t|could not|can'?t|cannot|unable to|not able to|failed|timed? ?out|trouble|konnten? (?:\\w+ ){0,5}nicht|nicht (?:moglich|geladen|gesendet|erstellt)|zu lange|impossible|n.a pas pu|ecoule|expire|no se (?:pudo|ha podido|puede)|no (?:es|fue|ha sido) posible|no pudimos|no hemos podido|tiempo|nao (?:foi |e )?(?:possivel|pode|conseguimos)|impossivel|excedeu|expirou|impossibile|non (?:e )?(?:riuscit|stato possibile)|scaduto|k[ao]n (?:\\w+ ){0,4}niet|niet mogelijk|nie (?:udalo|mozna)|przekrocz|lamadi|lemedi|lamiyor|lemiyor|sure|не удалось|не смог|невозможно|истекло|таимаут|не вдалос|неможливо|минув|не успя|не може|изтече|није могуће|истекло|تعذر|لا يمكن|لم نتمكن|انتهت|לא ניתן|לא הצלחנו|תם הזמן|असमर्थ|नहीं (?:हो|कर|जा)|समय|tidak (?:dapat|bisa|boleh)|habis|tamat|khong the|het thoi gian|ไม่สามารถ|ไม่สำเร็จ|หมดเวลา|수 없|지 못|초과|できません|できませんでした|タイムアウト|无法|無法|未能|超时|超時|逾时|逾時|kunde inte|gick inte|lang tid|kunne ikke|kan ikke|udlob|tidsavbrudd|ei voi|ei voitu|ei saa|aikakatk|nepodaril|nelze|nemozn|uplynul|vyprsal|αδυναμι|δεν ηταν δυνατ|εληξε|nem sikerult|nem lehet|tullep|nu (?:se|s-a) (?:poate|putut)|expirat|ni (?:bilo )?mogoce|iztek|istek|aegus|nepavyk|baigesi|neizdev|nevar|noildze|no (?:es|s.ha) po|esgotat|hindi",
)

/** The answer as the thing spoken of: with a word of not being able to, an error. */
export const ANSWER = any(
  'antwort|reponse|respuesta|resposta|risposta|antwoord|odpowied|\\byanit|ответ(?![а-я]*ств)|відповід(?!аль)|\\bsvar(?:et|en)?\\b|vastaus|vastauks|odpoved|απαντ|valasz|raspuns|отговор(?!н)|odgovor(?!n)|vastus|atsakym|atbild(?!i[gb])',
  'الرد|استجابة|اجابة|תשובה|תגובה|उत्तर|जवाब|উত্তর|jawaban|jawapan|respons\\b|phan hoi|cau tra loi|คำตอบ|การตอบ|응답|답변|応答|回答|返答|回复|回覆|回應|响应|پاسخ|جواب',
)

/** The site tries again by itself. */
export const RETRY = any(
  'retrying|trying again|attempt|reattempt|will retry|versuch|erneut|tentativ|reessa|reintent|\\bintent|tentando|riprov|poging|opnieuw|\\bprob[ay]\\b|ponow|ponawia|deneme|deneniyor|yeniden|попытк|повтор|спроб|опит(?![а-я])|опити|محاولة|اعادة|المحاولة|ניסיון|מנסה|प्रयास|कोशिश|চেষ্টা|percobaan|mencoba|percubaan|mencuba|lan thu|thu lai|dang thu|ครั้งที่|ลองใหม่|ลองอีก|พยายาม|시도|回目|試行|リトライ|尝试|嘗試|重试|重試|再试|再試|forsok|forsoeg|forsog|yrity|pokus|προσπαθ|δοκιμ|kiserlet|probal|incerc|pokusa|poskus|katse|bandym|megin|pagtatangka|susubukan',
  'تلاش|کوشش|ప్రయత్న|முயற்சி|ಪ್ರಯತ್ನ|ശ്രമ|પ્રયાસ|प्रयत्न|ਕੋਸ਼ਿਸ਼|jaribu|jaribio|ሙከራ|ይሞክሩ|փորձ|ცდა|სცად|әрекет|оролдлого|ကြိုးစား|tilraun',
)

/** "Try later": what sites say that answer for the assistant. */
export const LATER = any(
  'try again later|spater erneut|plus tard|mas tarde|mais tarde|piu tardi|later opnieuw|pozniej|daha sonra|позже|пізніше|по-късно|稍[后後]|後ほど|しばらく|나중에|잠시 후',
  'لاحقا|بعدا|بعد میں|מאוחר יותר|बाद में|नंतर|পরে আবার|తర్వాత|பின்னர்|ನಂತರ|പിന്നീട്|પછીથી|ਬਾਅਦ ਵਿੱਚ|\\bnanti|kemudian|lai sau|ภายหลัง|senere|\\bsenare|myohemmin|pozdeji|neskor|αργοτερα|kesobb|mai tarziu|kasnije|pozneje|hiljem|veliau|velak|mes tard|baadaye',
)

/** The site says that it works: a client's timer, no news from the server. */
export const WAIT = any(
  'gathering my thoughts|still (?:working|thinking)|thanks for your patience|stand by|hang tight|one moment|almost (?:there|done)|complex response|compacting|longer than usual|bit longer|\\bthinking\\b|searching|analy[sz]ing|reading|looking|generating|working on|preparing|nachdenken|denke nach|gedanken|arbeite noch|geduld|reflechi|patience|patientez|pensando|trabajando|paciencia|pensando|trabalhando|paciencia|sto pensando|pazienza|denken|geduld|mysle|dusunuyor|думаю|терпени|думаю|أفكر|افكر|חושב|सोच|ভাবছি|berpikir|memikirkan|suy nghi|กำลังคิด|생각|考え|思考|正在|考慮|お待ち|기다려|稍等|请稍候|switched to|paused upgrades',
)

/** At work on something long; said in place of an answer, at the start of the line. */
export const THINKING = any(
  '^(?:pro )?(?:thinking|reasoning|searching|researching|analy[sz]ing|browsing|reading|planning|exploring|working on|running|coding|creating (?:an? )?(?:image|picture|video)|generating (?:an? )?(?:image|picture|video)|drawing)',
  '^(?:denkt nach|denke nach|nachdenken|sucht|suche im|reflexion|reflechit|recherche en cours|analyse en cours|pensando|razonando|buscando|analizando|pesquisando|analisando|sto pensando|ragiono|cerco|denkt|zoekt|mysli|mysle|wyszukuje|dusunuyor|araniyor|думаю|размышля|ищу|думає|шукаю|يفكر|جار البحث|חושב|מחפש|सोच रहा|खोज रहा|berpikir|mencari|dang suy nghi|dang tim|กำลังคิด|กำลังค้นหา|생각 중|검색 중|考え中|思考中|検索中|正在思考|正在搜索|正在搜尋|深度思考|思考)',
)

/** It comes back by itself: a note, not a failure. */
export const RECOVERING = any(
  'reconnecting|attempting to reconnect|waiting for the complete|resuming|reconnexion en cours|verbindung wird wiederhergestellt|reconectando|riconnessione|再接続|重新连接|重新連線|다시 연결',
)

/** The edge's own check of the browser cannot load. */
export const CHALLENGE = any('unblock challenges|challenges\\.cloudflare\\.com')
