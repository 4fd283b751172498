import { calmTests } from './calm.ts'

calmTests('firefox')
