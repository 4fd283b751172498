import { statusTests } from './status.ts'

statusTests('chromium')
