import { textTests } from './texts.ts'

textTests('chromium')
