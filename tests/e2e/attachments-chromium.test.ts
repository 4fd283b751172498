import { attachmentTests } from './attachments.ts'

attachmentTests('chromium')
