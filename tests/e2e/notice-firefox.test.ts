import { noticeTests } from './notice.ts'

noticeTests('firefox')
