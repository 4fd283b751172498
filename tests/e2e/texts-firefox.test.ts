import { textTests } from './texts.ts'

textTests('firefox')
