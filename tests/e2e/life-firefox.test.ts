import { lifeTests } from './life.ts'

lifeTests('firefox')
