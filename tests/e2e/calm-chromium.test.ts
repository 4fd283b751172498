import { calmTests } from './calm.ts'

calmTests('chromium')
