import { soakTest } from './slice.ts'

soakTest('firefox')
