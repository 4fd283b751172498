import { deadPageTests } from './dead.ts'

deadPageTests('chromium')
