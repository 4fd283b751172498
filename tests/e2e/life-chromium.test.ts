import { lifeTests } from './life.ts'

lifeTests('chromium')
