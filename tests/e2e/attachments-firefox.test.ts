import { attachmentTests } from './attachments.ts'

attachmentTests('firefox')
