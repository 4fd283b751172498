import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { giveFiles } from '../lib/chat/give-files'
import { mountNotice } from '../lib/chat/notice'
import { lendNotice } from '../lib/chat/notice-loan'
import { partsOf } from '../lib/drafts/parts'
import { saveAs } from '../lib/ui/download'

/**
 * The notice's own script, with all that is done for a page once in a while: the background puts it
 * into a chat page once something is typed there.
 */
export default defineUnlistedScript(() => lendNotice({ mountNotice, giveFiles, partsOf, saveAs }))
