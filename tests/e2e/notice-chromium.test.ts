import { noticeTests } from './notice.ts'

noticeTests('chromium')
