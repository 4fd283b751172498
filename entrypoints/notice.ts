import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { mountNotice } from '../lib/chat/notice'
import { lendNotice } from '../lib/chat/notice-loan'

/** The notice's own script: the background puts it into a chat page once something is typed there. */
export default defineUnlistedScript(() => lendNotice(mountNotice))
