import { soakTest } from './slice.ts'

soakTest('chromium')
