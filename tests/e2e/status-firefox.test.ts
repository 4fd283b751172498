import { statusTests } from './status.ts'

statusTests('firefox')
