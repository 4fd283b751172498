import { backTests } from './back.ts'

backTests('chromium')
